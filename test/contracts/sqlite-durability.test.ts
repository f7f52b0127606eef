import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { createSqliteStore } from '../../packages/gateway/src/storage/index.ts';
import { openForWriting } from '../../packages/gateway/src/storage/sqlite/open-database.ts';
import { agent, chat, chatRow, invitation, membership, message, session, site, siteRow } from './admitted-records.ts';
import { useTemporaryFolder } from './temporary-folder.ts';

const key = { siteId: 'site-a', chatId: 'chat-1' };
const { newFile } = useTemporaryFolder();

describe('a SQLite store that is opened again', () => {
  it.each(['thread', 'inline'] as const)('has everything, and its epoch (%s)', async (onWriter) => {
    const file = newFile();
    const first = await createSqliteStore({ file, onWriter });
    await first.addSite(site());
    await first.openChat(chat());
    await first.appendMessage(message());
    const before = await first.readMessages(key, 'public', { limit: 9 });
    await first.close();

    const second = await createSqliteStore({ file, onWriter, epoch: 'another' });
    expect(second.epoch).toBe(first.epoch);
    expect(await second.findSite('shop-a')).toEqual(siteRow());
    expect(await second.findChat(key)).toEqual({ ...chatRow(), publicSeq: 1, teamSeq: 0 });
    expect(await second.readMessages(key, 'public', { limit: 9 })).toEqual(before);
    expect(await second.appendMessage(message({ messageId: 'message-2' }))).toMatchObject({ message: { seq: 2 } });
    await second.close();
  });

  it('has an epoch of its own, or the one that it is given', async () => {
    const epochs = [];
    for (const options of [{}, {}, { epoch: 'given' }]) {
      const store = await createSqliteStore({ file: ':memory:', onWriter: 'inline', ...options });
      epochs.push(store.epoch);
      await store.close();
    }
    expect(epochs[0]).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(epochs[1]).not.toBe(epochs[0]);
    expect(epochs[2]).toBe('given');
  });

  it('drains what was given before it closed', async () => {
    const file = newFile();
    const first = await createSqliteStore({ file });
    await first.addSite(site());
    await first.openChat(chat());
    const appended = Array.from({ length: 200 }, (_, index) => first.appendMessage(message({ messageId: `${index}` })));
    await Promise.all([first.close(), ...appended]);
    const second = await createSqliteStore({ file });
    expect((await second.readMessages(key, 'public', { limit: 1 })).headSeq).toBe(200);
    await second.close();
  });

  it('leaves one file, which only its owner may read', async () => {
    const file = newFile();
    const store = await createSqliteStore({ file });
    await store.addSite(site());
    expect(statSync(`${file}-wal`).mode & 0o777).toBe(0o600);
    await store.close();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    for (const rest of ['-wal', '-shm']) expect(() => statSync(file + rest)).toThrow('ENOENT');
    const database = new DatabaseSync(file, { readOnly: true });
    expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
    database.close();
  });
});

describe('what was deleted', () => {
  it('is in no file after closing, though another program looks on', async () => {
    const file = newFile();
    const store = await createSqliteStore({ file });
    await store.addInvitation(invitation({ tokenHash: 'needle' }));
    await store.acceptInvitation('needle', agent(), membership());
    await store.startSession(session({ tokenHash: 'thread' }));
    await store.startSession(session({ tokenHash: 'straw' }));
    await store.endSession('thread');
    const onlooker = new DatabaseSync(file, { readOnly: true });
    onlooker.prepare('SELECT count(*) FROM agents').get();
    await store.close();
    const bytes = readFileSync(file);
    expect(['needle', 'thread', 'straw'].map((text) => bytes.includes(text))).toEqual([false, false, true]);
    expect(statSync(`${file}-wal`).size).toBe(0);
    onlooker.close();
  });
});

describe('the writer', () => {
  it('C1: has the disk confirm every commit, overwrites what it deletes, and minds references', () => {
    const database = openForWriting(newFile());
    const settings = ['journal_mode', 'synchronous', 'secure_delete', 'foreign_keys'].map(
      (name) => Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0],
    );
    database.close();
    const full = 2;
    expect(settings).toEqual(['wal', full, 1, 1]);
  });
});

describe('C1: an acknowledged message', () => {
  it.each([60, 700])('survives a gateway that is killed after %i acknowledgements', async (enough) => {
    const file = newFile();
    const child = spawn(process.execPath, [join(import.meta.dirname, 'append-until-killed.ts'), file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const acknowledged: [messageId: string, seq: number][] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      const [messageId = '', seq = ''] = line.split(' ');
      acknowledged.push([messageId, Number(seq)]);
      // What it printed after this and before it died is read as well.
      if (acknowledged.length === enough) child.kill('SIGKILL');
    }
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    expect(child.signalCode).toBe('SIGKILL');

    const store = await createSqliteStore({ file });
    const { headSeq, messages } = await store.readMessages(key, 'public', { afterSeq: 0, limit: 1_000_000 });
    await store.close();
    expect(messages.map(({ seq }) => seq)).toEqual(Array.from({ length: headSeq }, (_, index) => index + 1));
    const stored = new Map(messages.map(({ messageId, seq }) => [messageId, seq]));
    const lost = acknowledged.filter(([messageId, seq]) => stored.get(messageId) !== seq);
    expect(acknowledged.length).toBeGreaterThanOrEqual(enough);
    expect(lost).toEqual([]);
  });
});

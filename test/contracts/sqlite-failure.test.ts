import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { StoreUnavailableError } from '../../packages/gateway/src/storage/index.ts';
import { commitGroup, type GroupDatabase } from '../../packages/gateway/src/storage/sqlite/group-commit.ts';
import { createThreadWriter } from '../../packages/gateway/src/storage/sqlite/thread-writer.ts';
import { createSqliteStore } from '../../packages/gateway/src/storage/index.ts';
import { useTemporaryFolder } from './temporary-folder.ts';

const { newFile } = useTemporaryFolder();

/** A database of one table, in which a group writes words. */
function openWords() {
  const database = new DatabaseSync(newFile());
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE words (word TEXT UNIQUE)');
  const insert = database.prepare('INSERT INTO words VALUES (?)');
  return {
    database,
    write: async (word: string) => insert.run(word),
    words: () =>
      database
        .prepare('SELECT word FROM words')
        .all()
        .map(({ word }) => word),
  };
}

const ioError = (code: number) => Object.assign(new Error('disk I/O error'), { errcode: code });

/** A disk that fails at this statement: what no test machine can be asked for. */
function failingAt(database: DatabaseSync, statement: string, code: number): GroupDatabase {
  return {
    get isTransaction() {
      return database.isTransaction;
    },
    exec: (sql) => {
      if (sql === statement) throw ioError(code);
      database.exec(sql);
    },
  };
}

describe('a group', () => {
  it('keeps the neighbours of a change that fails', async () => {
    const { database, write, words } = openWords();
    const { outcomes, fatal } = await commitGroup(database, ['one', 'two', 'one', 'three'], write);
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, true, false, true]);
    expect(fatal).toBe(false);
    expect(words()).toEqual(['one', 'two', 'three']);
  });

  it('undoes the half of a change that fails', async () => {
    const { database, write, words } = openWords();
    const { outcomes } = await commitGroup(database, ['one', 'two'], async (word) => {
      await write(word);
      if (word === 'one') throw new Error('The second half cannot be');
    });
    expect(outcomes.map(({ ok }) => ok)).toEqual([false, true]);
    expect(words()).toEqual(['two']);
  });

  it('C12: refuses all when the disk is full, and works again when there is room', async () => {
    const { database, write, words } = openWords();
    database.exec('PRAGMA max_page_count = 6');
    const long = ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => letter.repeat(4_000));
    const { outcomes, fatal } = await commitGroup(database, ['short', ...long], write);
    expect(outcomes).toHaveLength(7);
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ ok: false, error: { retryable: true, cause: { errcode: 13 } } });
    }
    expect(fatal).toBe(false);
    expect(words()).toEqual([]);
    database.exec('PRAGMA max_page_count = 1000');
    expect((await commitGroup(database, ['short'], write)).outcomes).toMatchObject([{ ok: true }]);
  });

  it.each([
    ['fsync', 1034],
    ['write', 778],
  ])('C12: acknowledges nothing when the %s of a commit fails, and stops', async (_, code) => {
    const { database, write, words } = openWords();
    const { outcomes, fatal } = await commitGroup(failingAt(database, 'COMMIT', code), ['one', 'two'], write);
    expect(outcomes).toMatchObject([
      { ok: false, error: { retryable: true } },
      { ok: false, error: { retryable: true } },
    ]);
    expect(fatal).toBe(true);
    expect(words()).toEqual([]);
  });

  it('refuses all when another program holds the file, and goes on', async () => {
    const { database, write } = openWords();
    const { outcomes, fatal } = await commitGroup(failingAt(database, 'BEGIN IMMEDIATE', 5), ['one'], write);
    expect(outcomes).toMatchObject([{ ok: false, error: { retryable: true } }]);
    expect(fatal).toBe(false);
    expect((await commitGroup(database, ['one'], write)).outcomes).toMatchObject([{ ok: true }]);
  });
});

describe('a writer whose thread dies', () => {
  it('refuses what was under way and what comes after, and tells once', async () => {
    const failures: Error[] = [];
    const thread = new URL('./crashing-thread.ts', import.meta.url);
    const writer = await createThreadWriter(newFile(), (error) => failures.push(error), thread);
    const underWay = await Promise.allSettled([writer.write('endSession', 'one'), writer.write('endSession', 'two')]);
    for (const outcome of underWay) expect(outcome).toMatchObject({ reason: expect.any(StoreUnavailableError) });
    await expect(writer.write('endSession', 'three')).rejects.toThrow(StoreUnavailableError);
    await writer.close();
    expect(failures).toHaveLength(1);
  });

  it('tells a gateway that cannot start it', async () => {
    const thread = new URL('./no-such-thread.ts', import.meta.url);
    await expect(createThreadWriter(newFile(), () => {}, thread)).rejects.toThrow('Cannot find module');
  });

  it('says nothing of a thread that ends because the store was closed', async () => {
    const failures: Error[] = [];
    const store = await createSqliteStore({ file: newFile(), onFailure: (error) => failures.push(error) });
    await store.close();
    expect(failures).toEqual([]);
  });
});

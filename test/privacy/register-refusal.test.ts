/* oxlint-disable typescript/no-misused-spread -- a spread is what the store must refuse */
import { DatabaseSync } from 'node:sqlite';
import { inspect } from 'node:util';
import { type Admitted, admit, admitChange, gatewayRegister, type MessageRow, operatorConsent } from '@handlr/privacy';
import { reveal } from '@handlr/privacy/reveal';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSqliteStore, type Store } from '../../packages/gateway/src/storage/index.ts';
import { chat, message, messageRow, nowMs, session, site } from '../contracts/admitted-records.ts';
import { useTemporaryFolder } from '../contracts/temporary-folder.ts';

const { newFile } = useTemporaryFolder();
const key = { siteId: 'site-a', chatId: 'chat-1' };
const secret = 'What only the visitor and the agent may read';
const admitted = message({ body: secret });

const forgeries: readonly (readonly [name: string, forge: () => unknown])[] = [
  ['a raw record', () => messageRow({ body: secret })],
  ['a spread', () => ({ ...admitted })],
  ['a spread over a record', () => ({ ...messageRow({ body: secret }), ...admitted })],
  ['a structured clone', () => structuredClone(admitted)],
  ['a clone by its text', () => JSON.parse(JSON.stringify(admitted))],
  ['a copy onto an object', () => Object.assign({}, admitted)],
  ['an object that inherits from it', () => Object.create(admitted)],
  ['an object of its prototype', () => Object.create(Object.getPrototypeOf(admitted))],
  ['its prototype', () => Object.getPrototypeOf(admitted)],
  ['a proxy of it', () => new Proxy(admitted, {})],
  ['nothing', () => null],
  ['text', () => 'Admitted'],
];

/** Tells the compiler what is not so, as a cast would: only the run time stands in the way. */
function assertPassesFor<Row>(value: unknown): asserts value is Admitted<Row> {
  void value;
}

describe('the store', () => {
  let store: Store;
  let file: string;
  beforeEach(async () => {
    file = newFile();
    store = await createSqliteStore({ file, onWriter: 'inline' });
    await store.addSite(site());
    await store.openChat(chat());
  });
  afterEach(async () => store.close());

  it.each(forgeries)('refuses %s', async (_, forge) => {
    const forged = forge();
    assertPassesFor<MessageRow>(forged);
    await expect(store.appendMessage(forged)).rejects.toThrow('Only what the gate admitted');
    expect((await store.readMessages(key, 'public', { limit: 1 })).headSeq).toBe(0);
  });

  it('takes what they were made from', async () => {
    expect(await store.appendMessage(admitted)).toMatchObject({ outcome: 'stored', message: { body: secret } });
  });

  it.each(['addSite', 'openChat', 'addInvitation', 'startSession', 'appendMessage'] as const)(
    '%s refuses what was admitted for another table',
    async (write) => {
      const foreign: unknown = write === 'startSession' ? site() : session();
      assertPassesFor<never>(foreign);
      await expect(store[write](foreign)).rejects.toThrow(/Admitted as "gateway\/[a-z-]+", which cannot be stored as/);
    },
  );

  it('refuses a change that was admitted for another table, in every place that takes one', async () => {
    const change: unknown = admitChange(gatewayRegister.messages, { body: '' }, { consent: operatorConsent, nowMs });
    assertPassesFor<never>(change);
    await expect(store.changeSite('site-a', change)).rejects.toThrow('cannot be stored as "gateway/sites"');
    await expect(store.changeChat(key, change, ['waiting'])).rejects.toThrow('cannot be stored as "gateway/chats"');
    await expect(store.markRead(key, change)).rejects.toThrow('cannot be stored as "gateway/chats"');
    await expect(store.touchSession('', change)).rejects.toThrow('cannot be stored as "gateway/agent-sessions"');
    await expect(store.acceptInvitation('', change, change)).rejects.toThrow('cannot be stored as "gateway/agents"');
  });

  it('keeps with each row when it must go, and does not put that off', async () => {
    await store.appendMessage(admitted);
    const later = { consent: operatorConsent, nowMs: nowMs + 1_000 };
    await store.changeChat(key, admitChange(gatewayRegister.chats, { state: 'active' }, later), ['waiting']);
    const database = new DatabaseSync(file, { readOnly: true });
    const expiresAt = (table: string) => database.prepare(`SELECT expires_at FROM ${table}`).get()?.['expires_at'];
    expect(expiresAt('messages')).toBe(nowMs + gatewayRegister.messages.lifetimeMs);
    expect(expiresAt('chats')).toBe(nowMs + gatewayRegister.chats.lifetimeMs);
    expect(expiresAt('sites')).toBe(nowMs + gatewayRegister.sites.lifetimeMs);
    database.close();
  });

  it('never sees a field that no policy names', async () => {
    const row = { ...messageRow(), address: '192.0.2.1' };
    await store.appendMessage(admit(gatewayRegister.messages, row, { consent: operatorConsent, nowMs }));
    expect(await store.readMessages(key, 'public', { limit: 1 })).toEqual({
      headSeq: 1,
      messages: [{ ...messageRow(), seq: 1 }],
    });
  });
});

describe('what was admitted', () => {
  it('shows nothing to whoever prints, lists or counts', () => {
    expect(JSON.stringify(admitted)).toBe('{}');
    expect(JSON.stringify({ message: admitted })).toBe('{"message":{}}');
    expect(Reflect.ownKeys(admitted)).toEqual([]);
    const told = [
      inspect(admitted, { showHidden: true, depth: Infinity, getters: true, showProxy: true }),
      JSON.stringify(Object.entries(admitted)),
    ];
    for (const text of told) expect(text).not.toContain(secret);
  });

  it('makes no other of its class', () => {
    const again = () =>
      Reflect.construct(admitted.constructor, [Symbol('minter'), 'gateway/messages', messageRow(), 0]);
    expect(again).toThrow('Only the gate admits');
  });

  it('cannot be exchanged after it was admitted', () => {
    const row = { ...messageRow() };
    const held = admit(gatewayRegister.messages, row, { consent: operatorConsent, nowMs });
    row.body = 'Exchanged';
    const { record } = reveal(held, 'gateway/messages');
    expect(record.body).toBe(messageRow().body);
    expect(Object.isFrozen(record)).toBe(true);
  });
});

import { erasurePlan, register } from '@handlr/privacy';
import { purposes } from '@handlr/protocol';
import { describe, expect, test } from 'vitest';
import { forget, NotErasedError } from '../../../packages/gateway/src/erasure/forget.ts';
import { siteId, useGateway } from '../consent/gateway.ts';

const { store, services, published, emptied, device } = useGateway();

describe('FOR1 every table of the register is in the plan', () => {
  test('for a chat and for a visitor, whatever is about a visitor and named by either', () => {
    const planned = new Set(
      [...erasurePlan('chat', purposes), ...erasurePlan('visitor', purposes)].map(({ entryId }) => entryId),
    );
    const aboutVisitors = register.filter(({ subject, medium }) => subject === 'visitor' && medium.kind === 'table');
    expect(aboutVisitors.length).toBeGreaterThan(5);
    // A ban that went with the wish of whom it means would be none (FOR6); what it names nobody else could find.
    const kept = ['gateway/bans'];
    expect(aboutVisitors.filter(({ id }) => !planned.has(id)).map(({ id }) => id)).toEqual(kept);
  });

  test('only the purposes that are asked for, and the subject’s own table last', () => {
    expect(erasurePlan('chat', ['history']).map(({ entryId }) => entryId)).toEqual(['gateway/visitor-chats']);
    expect(erasurePlan('chat', purposes).at(-1)?.entryId).toBe('gateway/chats');
    expect(erasurePlan('visitor', ['history']).at(-1)?.entryId).toBe('gateway/visitors');
    expect(erasurePlan('visitor', ['service', 'contact'])).toEqual([]);
  });
});

test('FOR1 FOR4 an erased chat is gone with its messages, and everybody who looks at it is told', async () => {
  const { ask, chatId, say } = await device();
  await say('Erase this');
  const erased: unknown = await ask('chat:erase', { chatId });
  expect(erased).toMatchObject({ ok: true, value: { erased: { 'gateway/messages': 1, 'gateway/chats': 1 } } });
  expect(JSON.stringify(erased)).not.toContain(chatId);
  expect(await store().findChat({ siteId, chatId })).toBeNull();
  const told = published().filter(({ name }) => name === 'chat:erased');
  expect(told.map(({ room }) => room)).toEqual([
    `${siteId}/chat/${chatId}/public`,
    `${siteId}/chat/${chatId}/team`,
    `${siteId}/inbox`,
  ]);
  expect(emptied()).toEqual([`${siteId}/chat/${chatId}/public`, `${siteId}/chat/${chatId}/team`]);
  expect(await say('Too late')).toEqual({ ok: false, error: { code: 'not-found' } });
});

test('FOR2 nothing is said to be erased that a second look finds', async () => {
  const { chatId } = await device();
  const left = { countLeft: async () => ({ 'gateway/messages': 1 }) };
  const forgetful = { ...services(), store: { ...store(), ...left } };
  await expect(forget(forgetful, { subject: 'chat', siteId, chatId }, purposes)).rejects.toThrow(NotErasedError);
});

test('FOR3 a visit that was admitted before a withdrawal is not written after it', async () => {
  const { state, visit, history } = await device();
  await state(1, { history: 'granted' });
  await Promise.all([visit(), state(2, { history: 'withdrawn' }), visit()]);
  await state(3, { history: 'granted' });
  expect(await history()).toEqual({ ok: false, error: { code: 'not-found' } });
});

test('FOR5 nothing of anybody else is touched', async () => {
  const one = await device();
  const other = await device();
  for (const each of [one, other]) {
    await each.say('Hello');
    await each.state(1, { history: 'granted' });
    await each.visit();
  }
  const before = await other.history();
  await one.state(2, { history: 'withdrawn' });
  await one.ask('chat:erase', { chatId: one.chatId });
  expect(await other.history()).toEqual(before);
  expect(await other.ask('message:fetch', { chatId: other.chatId })).toMatchObject({
    value: { messages: [{ body: 'Hello' }] },
  });
});

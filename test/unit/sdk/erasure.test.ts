import { success } from '@handlr/protocol';
import { expect, test } from 'vitest';
import { bodies, openTab, startChat } from './open-tab.ts';
import { settle } from './test-surroundings.ts';

const report = success({ erasedAt: 5, erased: { 'gateway/chats': 1 } });

test('ERA1 the gateway erases, then the chat is forgotten here and in the other tabs', async () => {
  const { handlr, gateway, area } = await startChat();
  const other = openTab(gateway, area);
  await settle();
  expect(bodies(other.handlr)).toEqual(['Hello']);
  await expect(handlr.eraseChat()).resolves.toEqual(report);
  await settle();
  for (const tab of [handlr, other.handlr]) expect(tab.state()).toMatchObject({ phase: 'none', messages: [] });
  expect(gateway.chatCount()).toBe(0);
  expect(gateway.socketCount()).toBe(0);
  await expect(handlr.keptOnDevice()).resolves.toEqual([]);
});

test('ERA1 a refusal changes nothing here', async () => {
  const { handlr, gateway } = await startChat();
  gateway.refuse('chat:erase', 'unavailable');
  await expect(handlr.eraseChat()).resolves.toMatchObject({ ok: false, error: { code: 'unavailable' } });
  expect(bodies(handlr)).toEqual(['Hello']);
  handlr.send('Still here');
  await settle();
  expect(gateway.messages()).toHaveLength(2);
});

test('ERA1 what the gateway does not know any more is gone', async () => {
  const { handlr, gateway } = await startChat();
  gateway.forgetChats();
  await expect(handlr.eraseChat()).resolves.toMatchObject({ ok: true, value: { erased: {} } });
  expect(handlr.state().phase).toBe('none');
});

test('ERA2 a chat that has ended is proved once more, and its socket goes again', async () => {
  const { handlr, gateway } = await startChat();
  gateway.end();
  await settle();
  expect(gateway.socketCount()).toBe(0);
  await expect(handlr.eraseChat()).resolves.toEqual(report);
  expect(gateway.namesAsked().slice(-2)).toEqual(['chat:resume', 'chat:erase']);
  await settle();
  expect(gateway.socketCount()).toBe(0);
  expect(handlr.state().phase).toBe('none');
});

test('ERA2 a chat that the gateway never heard of is not opened for it', async () => {
  const { handlr, gateway } = openTab();
  gateway.refuse('chat:open', 'unavailable');
  handlr.send('Hello');
  await settle();
  await expect(handlr.eraseChat()).resolves.toMatchObject({ ok: true });
  gateway.refuse('chat:open', null);
  await settle();
  expect(gateway.chatCount()).toBe(0);
  expect(handlr.state()).toMatchObject({ phase: 'none', messages: [] });
});

test('ERA2 without a connection it gives up after a while, and may be tried again', async () => {
  const { handlr, gateway, world } = await startChat();
  gateway.setReachable(false);
  const erasing = handlr.eraseChat();
  await settle();
  await world.pass(10_000);
  await expect(erasing).resolves.toMatchObject({ ok: false, error: { code: 'unavailable' } });
  expect(bodies(handlr)).toEqual(['Hello']);
  gateway.setReachable(true);
  await expect(handlr.eraseChat()).resolves.toEqual(report);
});

test('there is nothing to erase before the first message', async () => {
  const { handlr, gateway } = openTab();
  await expect(handlr.eraseChat()).resolves.toMatchObject({ ok: true, value: { erased: {} } });
  expect(gateway.attempts()).toBe(0);
});

import { expect, test } from 'vitest';
import { bodies, deliveries, listenTo, openTab, startChat } from './open-tab.ts';
import { settle } from './test-surroundings.ts';

const dayMs = 24 * 60 * 60 * 1000;

test('the agent’s messages are announced once, counted while the box is away, and marked when it is before one’s eyes', async () => {
  const { handlr, gateway, world } = await startChat();
  const received = listenTo(handlr, 'message:received');
  const counts = listenTo(handlr, 'unread');
  const joined = listenTo(handlr, 'agent:joined');
  gateway.accept();
  handlr.minimise();
  gateway.say('One');
  gateway.say('Two');
  await settle();
  expect(handlr.state().unread).toBe(2);
  world.setVisible(false);
  handlr.open();
  await settle();
  expect(handlr.state().unread).toBe(2);
  world.setVisible(true);
  await settle();
  expect(handlr.state().unread).toBe(0);
  expect(gateway.lastAsked('read:mark')).toMatchObject({ seq: 3 });
  expect(received).toEqual([
    { text: 'One', from: 'Maya', at: 1_002 },
    { text: 'Two', from: 'Maya', at: 1_003 },
  ]);
  expect(counts).toEqual([{ count: 2 }, { count: 0 }]);
  expect(joined).toEqual([{ name: 'Maya' }]);
});

test('a read mark that may not have been heard is told again on the next connection', async () => {
  const { gateway } = await startChat();
  const marks = () => gateway.asked.filter(({ name }) => name === 'read:mark').map(({ payload }) => payload['seq']);
  gateway.say('One');
  await settle();
  gateway.setReachable(false);
  gateway.setReachable(true);
  await settle();
  expect(marks()).toEqual([1, 2, 2]);
});

test('without a connection messages are kept, and sent in order when it is back', async () => {
  const { handlr, gateway } = await startChat();
  const states = listenTo(handlr, 'connection');
  gateway.setReachable(false);
  handlr.send('Two');
  handlr.send('Three');
  await settle();
  expect(handlr.state().connection).toBe('lost');
  expect(deliveries(handlr)).toEqual(['sent', 'kept', 'kept']);
  gateway.setReachable(true);
  await settle();
  expect(gateway.messages().map(({ body }) => body)).toEqual(['Hello', 'Two', 'Three']);
  expect(deliveries(handlr)).toEqual(['sent', 'sent', 'sent']);
  expect(states).toEqual([{ state: 'lost' }, { state: 'connected' }]);
});

test('what the gateway refuses for good can be tried again or given up', async () => {
  const { handlr, gateway } = await startChat();
  gateway.refuse('message:send', 'invalid');
  handlr.send('Two');
  handlr.send('Three');
  await settle();
  expect(deliveries(handlr)).toEqual(['sent', 'failed', 'failed']);
  gateway.refuse('message:send', null);
  const [, two, three] = handlr.state().messages;
  handlr.retry(two?.messageId ?? '');
  handlr.discard(three?.messageId ?? '');
  await settle();
  expect(bodies(handlr)).toEqual(['Hello', 'Two']);
  expect(deliveries(handlr)).toEqual(['sent', 'sent']);
});

test('empty and overlong text is not sent; half characters and NUL are taken out', async () => {
  const { handlr, gateway } = openTab();
  expect(handlr.send('   \n ')).toBe(false);
  expect(handlr.send('x'.repeat(4_001))).toBe(false);
  expect(gateway.asked).toEqual([]);
  expect(handlr.send('a\0b\ud800')).toBe(true);
  expect(bodies(handlr)).toEqual(['ab\ufffd']);
});

test('a page that leaves closes its socket, and resumes when it comes back from the cache', async () => {
  const { handlr, gateway, world } = await startChat();
  world.happen('left');
  expect(gateway.socketCount()).toBe(0);
  gateway.say('While you were away');
  world.happen('returned');
  await settle();
  expect(gateway.socketCount()).toBe(1);
  expect(bodies(handlr)).toEqual(['Hello', 'While you were away']);
});

test('a gateway with a newer protocol asks for a reload, and is not asked again', async () => {
  const { handlr, gateway, world } = openTab();
  gateway.refuseSockets('version');
  handlr.send('Hello');
  await world.pass(60_000);
  expect(handlr.state()).toMatchObject({ connection: 'outdated' });
  expect(deliveries(handlr)).toEqual(['kept']);
  handlr.send('Two');
  await world.pass(60_000);
  expect(gateway.asked).toEqual([]);
  expect(gateway.attempts()).toBe(1);
});

test('the agent’s typing shows, and is forgotten when nothing more is heard or a message comes', async () => {
  const { handlr, gateway, world } = await startChat();
  gateway.type(true);
  expect(handlr.state().isAgentTyping).toBe(true);
  await world.pass(5_999);
  expect(handlr.state().isAgentTyping).toBe(true);
  await world.pass(1);
  expect(handlr.state().isAgentTyping).toBe(false);
  gateway.type(true);
  gateway.say('Here');
  expect(handlr.state().isAgentTyping).toBe(false);
});

test('own typing is told at once, then seldom, and its end; never the text', async () => {
  const { handlr, gateway, world } = await startChat();
  const told = () => gateway.asked.filter(({ name }) => name === 'typing:set').map(({ payload }) => payload);
  for (let at = 0; at < 5; at += 1) handlr.setTyping(true);
  expect(told()).toEqual([{ chatId: 'chat-0', typing: true }]);
  await world.pass(3_000);
  handlr.setTyping(true);
  handlr.send('Done');
  await settle();
  expect(told().map(({ typing }) => typing)).toEqual([true, true, false]);
});

test('a browser that keeps nothing goes on in memory, and says so', async () => {
  const { handlr, gateway, area } = openTab();
  area.setFull(true);
  handlr.send('Hello');
  await settle();
  expect(handlr.state()).toMatchObject({ isPersistent: false, phase: 'waiting' });
  gateway.setReachable(false);
  gateway.setReachable(true);
  await settle();
  expect(gateway.namesAsked().at(-1)).toBe('chat:resume');
  expect(gateway.chatCount()).toBe(1);
});

test('what is kept on the device is listed while it is there', async () => {
  const { handlr, world } = await startChat();
  const kept = await handlr.keptOnDevice();
  expect(kept.map((thing) => thing.entry)).toEqual(['chatInProgress', 'boxNow']);
  expect(kept[0]?.expiresAt).toBe(world.surroundings.nowMs() + dayMs);
  await handlr.forgetMe();
  expect(await handlr.keptOnDevice()).toEqual([]);
});

test('`on` returns its undo', () => {
  const { handlr } = openTab();
  const heard: string[] = [];
  const undo = handlr.on('open', () => heard.push('one'));
  handlr.on('open', () => heard.push('two'));
  handlr.open();
  undo();
  handlr.minimise();
  handlr.open();
  expect(heard).toEqual(['one', 'two', 'two']);
});

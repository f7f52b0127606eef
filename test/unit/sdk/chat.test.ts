import { expect, test } from 'vitest';
import { createFakeGateway } from './fake-gateway.ts';
import { bodies, deliveries, listenTo, openTab, startChat } from './open-tab.ts';
import { createTestArea, type TestArea } from './test-storage.ts';
import { settle } from './test-surroundings.ts';

const key = 'handlr:test-site:chat-in-progress';
const dayMs = 24 * 60 * 60 * 1000;
const capability = (area: TestArea): unknown => JSON.parse(area.items.get(key) ?? 'null')?.record.capability;

test('CIP1 opening the box, looking at it and typing sends nothing, keeps nothing and opens no socket', async () => {
  const { handlr, gateway, area, world } = openTab();
  handlr.open();
  handlr.set({ name: 'Ada' });
  handlr.setTyping(true);
  handlr.loadOlder();
  world.setVisible(false);
  world.setVisible(true);
  handlr.minimise();
  await world.pass(dayMs);
  expect(gateway.asked).toEqual([]);
  expect(gateway.socketCount()).toBe(0);
  expect(area.items.size).toBe(0);
  expect(handlr.state()).toMatchObject({ phase: 'none', connection: 'idle', unread: 0 });
});

test('CIP2 the first message makes the key, keeps it for a day and opens the chat', async () => {
  const { handlr, gateway, area, world } = openTab();
  const started = listenTo(handlr, 'chat:started');
  const sent = listenTo(handlr, 'message:sent');
  handlr.set({ name: '  Ada  ' });
  handlr.open();
  expect(handlr.send('  Hello  ')).toBe(true);
  expect(deliveries(handlr)).toEqual(['kept']);
  await settle();
  expect(gateway.namesAsked()).toEqual(['chat:open', 'message:send', 'read:mark']);
  expect(gateway.lastAsked('chat:open')).toMatchObject({ capability: capability(area), name: 'Ada', position: null });
  expect(capability(area)).toMatch(/^[\w-]{43}$/);
  expect(JSON.parse(area.items.get(key) ?? '').expiresAt).toBe(world.surroundings.nowMs() + dayMs);
  expect(deliveries(handlr)).toEqual(['sent']);
  expect([started.length, sent]).toEqual([1, [{ text: 'Hello', at: 1_001 }]]);
});

test('CIP2 opening that is not answered is asked again with the same key, and makes one chat', async () => {
  const { handlr, gateway, world } = openTab();
  gateway.refuse('chat:open', 'unavailable');
  handlr.send('Hello');
  await settle();
  gateway.refuse('chat:open', null);
  await world.pass(5_000);
  const opened = gateway.asked.filter(({ name }) => name === 'chat:open').map(({ payload }) => payload['capability']);
  expect(opened.length).toBeGreaterThan(1);
  expect(new Set(opened).size).toBe(1);
  expect(gateway.chatCount()).toBe(1);
  expect(deliveries(handlr)).toEqual(['sent']);
});

test('CIP3 another page of the same device resumes the chat, with its messages and what was not read', async () => {
  const { gateway, area, world } = await startChat();
  gateway.accept();
  gateway.say('One');
  gateway.change({ readByVisitorSeq: 1 });
  const other = openTab(gateway, area, world);
  await settle();
  expect(gateway.lastAsked('chat:resume')).toMatchObject({ capability: capability(area), position: null });
  expect(bodies(other.handlr)).toEqual(['Hello', 'One']);
  expect(other.handlr.state()).toMatchObject({ phase: 'active', agentName: 'Maya', unread: 1, box: 'closed' });
});

test('CIP3 an idle tab joins the chat that another tab opens, and does not make a second one', async () => {
  const area = createTestArea();
  const gateway = createFakeGateway();
  const idle = openTab(gateway, area);
  const busy = openTab(gateway, area);
  busy.handlr.send('Hello');
  await settle();
  expect(gateway.chatCount()).toBe(1);
  expect(idle.handlr.state().phase).toBe('waiting');
  idle.handlr.send('And from here');
  await settle();
  expect(gateway.chatCount()).toBe(1);
});

test('CIP3 a key that another tab made a moment ago is used, although nobody has told this tab', async () => {
  const first = await startChat();
  const late = openTab(first.gateway, createTestArea(), first.world);
  late.area.items.set(key, first.area.items.get(key) ?? '');
  late.handlr.send('From the other tab');
  await settle();
  expect(first.gateway.chatCount()).toBe(1);
  expect(bodies(late.handlr)).toEqual(['Hello', 'From the other tab']);
});

test('CIP4 a chat that is gone is forgotten, and says so', async () => {
  const { gateway, area, world } = await startChat();
  gateway.forgetChats();
  const later = openTab(gateway, area, world);
  await settle();
  expect(later.handlr.state()).toMatchObject({ phase: 'none', hasExpired: true, connection: 'idle', messages: [] });
  expect(area.items.size).toBe(0);
  expect(gateway.chatCount()).toBe(0);
});

test('CIP4 what waits when the chat is gone goes into a new one, once and in order', async () => {
  const { handlr, gateway, area } = await startChat();
  const before = capability(area);
  gateway.setReachable(false);
  handlr.send('Two');
  handlr.send('Three');
  gateway.forgetChats();
  gateway.setReachable(true);
  await settle();
  expect(gateway.messages().map(({ body }) => body)).toEqual(['Two', 'Three']);
  expect(bodies(handlr)).toEqual(['Two', 'Three']);
  expect(capability(area)).not.toBe(before);
  expect(handlr.state().hasExpired).toBe(true);
});

test('CIP5 an ended chat has no socket, keeps its key for the window and is not renewed by looking at it', async () => {
  const { handlr, gateway, area, world } = await startChat();
  const ended = listenTo(handlr, 'chat:ended');
  gateway.end();
  await settle();
  expect(ended).toHaveLength(1);
  expect(gateway.socketCount()).toBe(0);
  expect(handlr.state()).toMatchObject({ phase: 'ended', connection: 'idle' });
  const { expiresAt } = JSON.parse(area.items.get(key) ?? '');
  await world.pass(dayMs / 2);
  const later = openTab(gateway, area, world);
  await settle();
  expect(later.handlr.state().phase).toBe('ended');
  expect(JSON.parse(area.items.get(key) ?? '').expiresAt).toBe(expiresAt);
  await world.pass(dayMs / 2 + 1);
  const last = openTab(gateway, area, world);
  await settle();
  expect(last.handlr.state().phase).toBe('none');
  expect(area.items.size).toBe(0);
});

test('CIP5 starting anew removes the key; the next message opens another chat', async () => {
  const { handlr, gateway, area } = await startChat();
  gateway.end();
  await settle();
  handlr.startNewChat();
  expect(area.items.size).toBe(0);
  expect(handlr.state()).toMatchObject({ phase: 'none', messages: [] });
  handlr.send('Again');
  await settle();
  expect(gateway.chatCount()).toBe(2);
  expect(bodies(handlr)).toEqual(['Again']);
});

test('CIP5 a message that came too late says so, and can go into the next chat', async () => {
  const { handlr, gateway } = await startChat();
  gateway.refuse('message:send', 'ended');
  handlr.send('Too late');
  await settle();
  gateway.end();
  await settle();
  expect(handlr.state().messages.at(-1)).toMatchObject({ delivery: 'failed', failure: 'ended' });
  gateway.refuse('message:send', null);
  handlr.startNewChat();
  expect(deliveries(handlr)).toEqual(['failed']);
  handlr.retry(handlr.state().messages[0]?.messageId ?? '');
  await settle();
  expect(deliveries(handlr)).toEqual(['sent']);
  expect(gateway.chatCount()).toBe(2);
});

test('CIP6 forgetting ends the chat and removes the key, in every tab', async () => {
  const { handlr, gateway, area } = await startChat();
  const other = openTab(gateway, area);
  await settle();
  await handlr.forgetMe();
  await settle();
  expect(gateway.lastAsked('chat:end')).toBeDefined();
  expect(area.items.size).toBe(0);
  expect(gateway.socketCount()).toBe(0);
  for (const { state } of [handlr, other.handlr]) expect(state()).toMatchObject({ phase: 'none', messages: [] });
});

test('CIP6 forgetting in another tab is heard of before the browser has removed the key, and nothing keeps it', async () => {
  const { handlr, gateway, area, world } = await startChat();
  const { openChannel } = area.openTab();
  openChannel('', () => {})?.post({ word: 'forgotten', value: null });
  await settle();
  expect(area.items.has('handlr:test-site:chat-in-progress')).toBe(false);
  gateway.end();
  await settle();
  await world.pass(1_000);
  expect([...area.items.keys()]).toEqual([]);
  expect(handlr.state()).toMatchObject({ phase: 'none', messages: [] });
});

test('CIP6 forgetting without a connection still removes the key', async () => {
  const { handlr, gateway, area } = await startChat();
  gateway.setReachable(false);
  handlr.send('Waits');
  await handlr.forgetMe();
  expect(area.items.size).toBe(0);
  expect(handlr.state()).toMatchObject({ phase: 'none', messages: [] });
  gateway.setReachable(true);
  await settle();
  expect(gateway.messages().map(({ body }) => body)).toEqual(['Hello']);
});

test('CIP8, CASE 17: a chat whose key the visitor clears goes on in memory in every tab, and says so', async () => {
  const { handlr, gateway, area, world } = await startChat();
  const other = openTab(gateway, area, world);
  await settle();
  area.clear();
  for (const tab of [handlr, other.handlr]) {
    expect(tab.state()).toMatchObject({ phase: 'waiting', isPersistent: false });
    tab.send('Still here');
  }
  await settle();
  expect(gateway.messages().map(({ body }) => body)).toEqual(['Hello', 'Still here', 'Still here']);
  expect([gateway.chatCount(), area.items.size]).toEqual([1, 0]);
  await handlr.forgetMe();
  await settle();
  for (const tab of [handlr, other.handlr]) expect(tab.state().phase).toBe('none');
});

test('CIP7 the page on which the box was opened goes along, reduced', async () => {
  const { handlr, gateway, world } = openTab();
  world.visit({
    url: 'https://shop.example/shop/blue-teapot?email=a@b.example#token',
    title: 'Blue teapot for Ada Byron',
  });
  handlr.open();
  world.visit({ url: 'https://shop.example/elsewhere', title: 'Elsewhere' });
  handlr.send('Hello');
  await settle();
  expect(gateway.lastAsked('chat:open')?.['page']).toEqual({
    url: 'https://shop.example/shop/blue-teapot',
    title: 'Blue teapot',
  });
});

import { createCapability } from '@handlr/core';
import { afterEach, expect, test, vi } from 'vitest';
import { startTestGateway, type TestGateway } from '../../support/gateway.ts';
import { createTestRandom } from '../../support/random.ts';
import { connectAgent, connectVisitor, type TestSocket } from '../../support/socket-client.ts';
import { createFakeGateway } from '../../unit/sdk/fake-gateway.ts';
import { bodies, openTab } from '../../unit/sdk/open-tab.ts';
import { createTestArea } from '../../unit/sdk/test-storage.ts';
import { createTestSurroundings, settle } from '../../unit/sdk/test-surroundings.ts';

const count = 20;
const closings: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0).reverse()) await close();
});

/** Twenty tabs of one browser; each makes keys of its own. */
function openTabs() {
  const [gateway, area] = [createFakeGateway(), createTestArea()];
  return {
    gateway,
    tabs: Array.from({ length: count }, (_, at) => {
      const world = createTestSurroundings();
      const bytes = (length: number) => new Uint8Array(length).fill(at + 1);
      return openTab(gateway, area, { ...world, surroundings: { ...world.surroundings, bytes } }).handlr;
    }),
  };
}

test(`CIP9 ${count} tabs that write at once make one chat, and all show the same`, async () => {
  const { gateway, tabs } = openTabs();
  for (const [at, tab] of tabs.entries()) tab.send(`From tab ${at}`);
  await settle();
  expect(gateway.chatCount()).toBe(1);
  const said = gateway.messages().map(({ body }) => body);
  expect([...said].sort()).toEqual(tabs.map((_, at) => `From tab ${at}`).sort());
  for (const tab of tabs) expect(bodies(tab).sort()).toEqual([...said].sort());
});

test(`CIP9 ${count} tabs that go on after an ended chat are in one new one`, async () => {
  const { gateway, tabs } = openTabs();
  tabs[0]?.send('Hello');
  await settle();
  gateway.end();
  await settle();
  for (const [at, tab] of tabs.entries()) tab.send(`Again from ${at}`);
  await settle();
  expect(gateway.chatCount()).toBe(2);
  expect(gateway.messages()).toHaveLength(count);
});

test(`CIP2 CIP9 ${count} sockets that open with one key at once are in one chat, one row of the store and of the inbox`, async () => {
  const gateway: TestGateway = await startTestGateway();
  closings.push(gateway.stop);
  const sockets = await Promise.all(Array.from({ length: count }, () => connectVisitor(gateway.url)));
  closings.push(...sockets.map(({ close }) => close));
  const agent: TestSocket = await connectAgent(gateway.url, await gateway.signIn('agent'));
  closings.push(agent.close);
  await agent.ask('inbox:watch', {});

  const capability = createCapability(createTestRandom(20));
  const page = { url: '', title: '' };
  const opened = await Promise.all(sockets.map(({ ask }) => ask('chat:open', { capability, page, position: null })));
  expect(new Set(opened.map(chatIdOf)).size).toBe(1);
  expect(await gateway.store.listOpenChats('all', 100)).toHaveLength(1);
  await vi.waitFor(() => expect(new Set(agent.heard('inbox:changed').map(chatIdOf)).size).toBe(1));
  expect(await agent.ask('inbox:watch', {})).toMatchObject({ ok: true, value: { chats: [{ state: 'waiting' }] } });
});

/** Of an answer, or of a notice. */
function chatIdOf(told: unknown): unknown {
  return JSON.parse(JSON.stringify(told).replace(/^.*?("chatId":"[^"]+").*$/, '{$1}')).chatId;
}

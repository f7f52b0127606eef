import { createCapability } from '@handlr/core';
import type { ChatSummary } from '@handlr/protocol';
import { afterEach, expect, test, vi } from 'vitest';
import { createDepartures } from '../../../packages/gateway/src/chat-in-progress/departures.ts';
import { awayWords, shortAway } from '../../../packages/console/src/inbox/age.ts';
import { createTestClock } from '../../support/clock.ts';
import { startTestGateway } from '../../support/gateway.ts';
import { createTestRandom } from '../../support/random.ts';
import { connectAgent, connectVisitor, type TestSocket } from '../../support/socket-client.ts';

const page = { url: '', title: '' };
const random = createTestRandom(4);
const closings: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0).reverse()) await close();
});

async function start() {
  const gateway = await startTestGateway();
  closings.push(gateway.stop);
  const agent = await connectAgent(gateway.url, await gateway.signIn('agent'));
  const colleague = await connectAgent(gateway.url, await gateway.signIn('agent'));
  const visit = async (): Promise<TestSocket> => {
    const visitor = await connectVisitor(gateway.url);
    closings.push(visitor.close);
    return visitor;
  };
  closings.push(agent.close, colleague.close);
  await agent.ask('inbox:watch', {});
  const shown = (): ChatSummary | undefined => {
    const told: ChatSummary[] = JSON.parse(JSON.stringify(agent.heard('inbox:changed')));
    return told.at(-1);
  };
  return { gateway, agent, colleague, visit, shown };
}

test('CIP12 an agent sees a chat wait, be taken by a colleague, its visitor go and come, and its end', async () => {
  const { colleague, visit, shown, gateway } = await start();
  const capability = createCapability(random);
  const first = await visit();
  await first.ask('chat:open', { capability, page, position: null });
  await vi.waitFor(() => expect(shown()).toMatchObject({ state: 'waiting', agent: null, visitorPresent: true }));
  const { chatId = '', openedAt = 0 } = shown() ?? {};
  await colleague.ask('chat:accept', { siteId: gateway.siteId, chatId });
  await vi.waitFor(() => expect(shown()).toMatchObject({ state: 'active', agent: {}, visitorAwaySince: null }));

  const leftAfter = Date.now();
  first.close();
  await vi.waitFor(() => expect(shown()?.visitorPresent).toBe(false));
  expect(shown()?.visitorAwaySince).toBeGreaterThanOrEqual(leftAfter);
  expect(shown()?.openedAt).toBe(openedAt);

  const second = await visit();
  await second.ask('chat:resume', { capability, position: null });
  await vi.waitFor(() => expect(shown()).toMatchObject({ visitorPresent: true, visitorAwaySince: null }));
  await second.ask('chat:end', { chatId });
  await vi.waitFor(() => expect(shown()).toMatchObject({ state: 'ended', endedAt: expect.any(Number) }));
});

test('CIP12 a visitor with another tab in the chat is not away', async () => {
  const { visit, shown, agent } = await start();
  const capability = createCapability(random);
  const [one, other] = [await visit(), await visit()];
  for (const { ask } of [one, other]) await ask('chat:open', { capability, page, position: null });
  const before = agent.heard('inbox:changed').length;
  one.close();
  await vi.waitFor(() => expect(agent.heard('inbox:changed').length).toBeGreaterThan(before));
  expect(shown()).toMatchObject({ visitorPresent: true, visitorAwaySince: null });
});

test('CIP12 departures are known for a day, and nothing is kept of them afterwards', () => {
  const clock = createTestClock();
  const departures = createDepartures(clock);
  const key = { siteId: 'site', chatId: 'chat' };
  expect(departures.latest(key)).toBeNull();
  departures.note(key);
  const leftAt = clock.nowMs();
  clock.advance(24 * 60 * 60 * 1000 - 1);
  expect(departures.latest(key)).toBe(leftAt);
  expect(departures.latest({ ...key, siteId: 'another' })).toBeNull();
  clock.advance(1);
  expect(departures.latest(key)).toBeNull();
});

test('CIP12 it is said in words since when a visitor is away, where that is known', () => {
  expect(awayWords({ visitorAwaySince: 60_000 }, 360_000)).toBe('away for 5 minutes');
  expect(awayWords({ visitorAwaySince: 360_000 }, 360_000)).toBe('away for less than a minute');
  expect(awayWords({ visitorAwaySince: null }, 360_000)).toBe('away');
  expect([null, 360_000, 60_000].map((visitorAwaySince) => shortAway({ visitorAwaySince }, 360_000))).toEqual([
    'away',
    'away',
    'away 5m',
  ]);
});

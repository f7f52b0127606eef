import { expect, test } from 'vitest';
import { isClosed } from '@handlr/core';
import { deliveries, openTab } from '../../unit/sdk/open-tab.ts';
import { createTestArea } from '../../unit/sdk/test-storage.ts';
import { createTestSurroundings, settle } from '../../unit/sdk/test-surroundings.ts';

const key = 'handlr:test-site:ban';
const dayMs = 86_400_000;

/** A tab with a chat, whose gateway then closes it. */
async function shutOut() {
  const tab = openTab();
  tab.handlr.open();
  tab.handlr.send('Hello');
  await settle();
  const until = Math.ceil(tab.world.surroundings.nowMs() / 60_000) * 60_000 + dayMs;
  tab.gateway.shut(until);
  await settle();
  return { ...tab, until };
}

type Tab = Awaited<ReturnType<typeof shutOut>>;
const another = ({ gateway, area, world }: Pick<Tab, 'gateway' | 'area' | 'world'>) => openTab(gateway, area, world);

test('BAN40 no socket is opened while it is closed: by no tab, after no reload, whatever the visitor does', async () => {
  const tab = await shutOut();
  const attempts = tab.gateway.attempts();
  const reloaded = another(tab);
  for (const { handlr } of [tab, reloaded]) {
    expect(handlr.state().closedUntil).toBe(tab.until);
    handlr.open();
    handlr.send('Let me in');
  }
  tab.world.happen('online');
  tab.world.happen('shown');
  await tab.world.pass(dayMs / 2);
  expect([tab.gateway.attempts() - attempts, tab.gateway.socketCount()]).toEqual([0, 0]);
});

test('BAN40 consent that has something to say waits as well', async () => {
  const tab = await shutOut();
  const attempts = tab.gateway.attempts();
  const consent = await tab.handlr.loadConsent();
  consent.decide({ history: 'granted' }, { method: 'panel', byName: true });
  await tab.world.pass(60_000);
  expect(tab.gateway.attempts()).toBe(attempts);
});

test('BAN41 the device keeps a time and nothing else, for as long as it is closed, and another tab knows at once', async () => {
  const tab = openTab();
  const other = openTab(tab.gateway, tab.area, tab.world);
  tab.handlr.send('Hello');
  await settle();
  const until = Math.ceil(tab.world.surroundings.nowMs() / 60_000) * 60_000 + dayMs;
  tab.gateway.shut(until);
  await settle();
  expect(JSON.parse(tab.area.items.get(key) ?? '')).toEqual({ record: { closedUntil: until }, expiresAt: until });
  expect(other.handlr.state().closedUntil).toBe(until);
  expect((await tab.handlr.keptOnDevice()).find(({ entry }) => entry === 'ban')?.expiresAt).toBe(until);
});

test('BAN41 where the browser keeps nothing it is closed in this page', async () => {
  const area = createTestArea();
  area.setBlocked(true);
  const tab = openTab(undefined, area);
  tab.handlr.send('Hello');
  await settle();
  tab.gateway.shut(tab.world.surroundings.nowMs() + dayMs);
  await settle();
  expect(tab.handlr.state().closedUntil).not.toBeNull();
});

test('BAN42 it opens by itself when its time is over, and the record goes', async () => {
  const tab = await shutOut();
  tab.gateway.reopen();
  await tab.world.pass(tab.until - tab.world.surroundings.nowMs() - 1);
  expect(tab.handlr.state().closedUntil).toBe(tab.until);
  await tab.world.pass(1);
  expect([tab.handlr.state().closedUntil, tab.area.items.has(key)]).toEqual([null, false]);
  // As the closed box does at that moment.
  tab.handlr.knock();
  await settle();
  expect([tab.gateway.socketCount(), tab.handlr.state().connection]).toEqual([1, 'connected']);
});

test('BAN42 a visitor who asks is let in, in every tab, once the gateway does; and shut out again while it does not', async () => {
  const tab = await shutOut();
  const other = another(tab);
  tab.handlr.knock();
  await tab.world.pass(60_000);
  expect([tab, other].map(({ handlr }) => handlr.state().closedUntil)).toEqual([tab.until, tab.until]);
  // Both knocked, once each; they do not let each other in for ever.
  expect(tab.gateway.attempts()).toBeLessThanOrEqual(3);
  tab.gateway.reopen();
  tab.handlr.knock();
  await settle();
  for (const { handlr } of [tab, other]) {
    expect(handlr.state()).toMatchObject({ closedUntil: null, connection: 'connected' });
  }
  expect(tab.area.items.has(key)).toBe(false);
});

test('BAN43 what was written while it was closed is sent when it is open again', async () => {
  const tab = await shutOut();
  tab.handlr.send('Sorry');
  await settle();
  expect(deliveries(tab.handlr).at(-1)).not.toBe('failed');
  expect(tab.gateway.messages().map(({ body }) => body)).toEqual(['Hello']);
  tab.gateway.reopen();
  tab.handlr.knock();
  await settle();
  expect(tab.gateway.messages().map(({ body }) => body)).toEqual(['Hello', 'Sorry']);
});

test('BAN40 prompts ask one question of the record, and are told to the millisecond', () => {
  expect(isClosed(null, 5)).toBe(false);
  expect([9, 10].map((nowMs) => isClosed({ closedUntil: 10 }, nowMs))).toEqual([true, false]);
  expect(createTestSurroundings().timerCount()).toBe(0);
});

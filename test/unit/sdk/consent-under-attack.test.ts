import { highestDecisionNumber } from '@handlr/protocol';
import { describe, expect, test, vi } from 'vitest';
import { openConsentTab, openTab } from './open-tab.ts';
import { createTestArea, type TestArea } from './test-storage.ts';
import { settle } from './test-surroundings.ts';

const byName = { method: 'panel', byName: true } as const;
const keyOf = (word: string): string => `handlr:test-site:${word}`;
const read = (area: TestArea, word: string) => JSON.parse(area.items.get(keyOf(word)) ?? 'null')?.record ?? null;

/** As a page, or a neighbour under the same domain, could. */
function tamper(area: TestArea, change: object): void {
  const stored = JSON.parse(area.items.get(keyOf('consent')) ?? '{}');
  area.items.set(keyOf('consent'), JSON.stringify({ ...stored, record: { ...stored.record, ...change } }));
}

async function openRemembered() {
  const tab = await openConsentTab();
  tab.consent.decide({ history: 'granted' }, byName);
  await vi.waitFor(() => expect(tab.gateway.visits.size).toBe(1));
  return tab;
}

test('TEL1 of two withdrawals before the gateway is reached neither pushes out the other', async () => {
  const { gateway, area, consent } = await openRemembered();
  const first = read(area, 'visit-history').visitorToken;
  gateway.setReachable(false);
  for (const history of ['denied', 'granted', 'denied'] as const) {
    consent.decide({ history }, byName);
    await settle();
    expect(read(area, 'withdrawal')).toEqual({ visitorToken: first });
  }
  gateway.setReachable(true);
  await vi.waitFor(() => expect(read(area, 'withdrawal')).toBeNull());
  expect(gateway.visits.size).toBe(0);
});

test('TEL1 who agrees again while a withdrawal waits is remembered anew once it is told', async () => {
  const { gateway, area, consent } = await openRemembered();
  const first = read(area, 'visit-history').visitorToken;
  gateway.setReachable(false);
  consent.decide({ history: 'denied' }, byName);
  consent.decide({ history: 'granted' }, byName);
  await settle();
  gateway.setReachable(true);
  await vi.waitFor(() => expect([...gateway.visits.keys()]).toEqual([expect.not.stringMatching(first)]));
  expect(read(area, 'visit-history').visitorToken).not.toBe(first);
});

test.each(['invalid', 'not-found', 'forbidden'] as const)(
  'TEL1 a withdrawal that is refused as %s is not taken for told',
  async (code) => {
    const { gateway, area, consent } = await openRemembered();
    const { visitorToken } = read(area, 'visit-history');
    gateway.refuse('consent:state', code);
    consent.decide({ history: 'denied' }, byName);
    await settle();
    expect(read(area, 'withdrawal')).toEqual({ visitorToken });
  },
);

test('TEL1 a withdrawal says nothing but that, whatever is remembered', async () => {
  const { gateway, consent } = await openRemembered();
  consent.decide({ functionality: 'granted' }, byName);
  consent.decide({ history: 'denied' }, byName);
  await vi.waitFor(() => expect(gateway.visits.size).toBe(0));
  const withdrawals = gateway.asked.filter(
    ({ name, payload }) => name === 'consent:state' && payload['chatId'] === undefined,
  );
  expect(withdrawals.at(-1)?.payload['statement']).toMatchObject({ choices: { history: 'withdrawn' }, banner: {} });
});

describe('a stored decision that is none', () => {
  test.each([
    ['choices that are none', { choices: null }],
    ['a purpose that there is not', { choices: { research: 'granted' } }],
    ['a word that there is not', { choices: { history: 'yes' } }],
    ['a number beyond all', { number: Number.MAX_SAFE_INTEGER }],
    ['a number that is none', { number: '1' }],
    ['a time that will not come', { decidedAt: 9e15 }],
    ['a way that there is not', { method: 'force' }],
  ])('%s: counts as none, and everything can still be taken back', async (_, change) => {
    const { gateway, area, world, handlr } = await openRemembered();
    handlr.destroy();
    tamper(area, change);
    const { handlr: later } = openTab(gateway, area, world);
    expect((await later.loadConsent()).get().history).toBe(false);
    await later.forgetMe();
    await settle();
    expect(area.items.get(keyOf('visit-history'))).toBeUndefined();
    expect(gateway.visits.size).toBe(0);
  });

  test('at the highest number there is the visitor can still withdraw', async () => {
    const { gateway, area, world, handlr } = await openRemembered();
    handlr.destroy();
    tamper(area, { number: highestDecisionNumber });
    const later = openTab(gateway, area, world);
    const consent = await later.handlr.loadConsent();
    await settle();
    consent.decide({ history: 'denied' }, byName);
    await vi.waitFor(() => expect(gateway.visits.size).toBe(0));
    for (const { payload } of gateway.asked.filter(({ name }) => name === 'consent:state')) {
      expect(payload['statement']).toMatchObject({ number: expect.any(Number) });
      expect(JSON.stringify(payload['statement'])).not.toContain(String(highestDecisionNumber + 1));
    }
  });
});

test('TEL4 a tab that has not heard of a withdrawal never overrules it', async () => {
  const here = createTestArea({ canTalk: false });
  const one = await openConsentTab({ area: here });
  one.consent.decide({ history: 'granted' }, byName);
  await vi.waitFor(() => expect(one.gateway.visits.size).toBe(1));
  // Another origin that was given the same by a cookie, and is told nothing from then on.
  const there = createTestArea({ canTalk: false });
  for (const [key, value] of here.items) there.items.set(key, value);
  const other = await openConsentTab({ gateway: one.gateway, area: there });
  other.handlr.send('Hello');
  await settle();

  one.consent.decide({ history: 'denied' }, byName);
  await vi.waitFor(() => expect(one.gateway.visits.size).toBe(0));
  one.gateway.asked.length = 0;
  one.gateway.setReachable(false);
  one.gateway.setReachable(true);
  await settle();
  const stated = one.gateway.asked.filter(({ name }) => name === 'consent:state');
  const grants = stated.filter(({ payload }) => JSON.stringify(payload).includes('"history":"granted"'));
  expect(grants.every(({ payload }) => JSON.stringify(payload).includes('"number":1,'))).toBe(true);
  expect(one.gateway.visits.size).toBe(0);
});

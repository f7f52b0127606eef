import { describe, expect, test, vi } from 'vitest';
import { decisionLifetimeMs } from '@handlr/privacy';
import { listenTo, openConsentTab, openTab } from './open-tab.ts';
import { createTestArea, type TestArea } from './test-storage.ts';
import { createTestSurroundings, settle } from './test-surroundings.ts';

const byName = { method: 'panel', byName: true } as const;
const dialog = { method: 'dialog', byName: false } as const;
const key = (word: string) => `handlr:test-site:${word}`;
const recordOf = (area: TestArea, word: string) => JSON.parse(area.items.get(key(word)) ?? 'null')?.record ?? null;
const trail = (area: TestArea) => area.databases.get('handlr:test-site');

/** A tab in which `history` was granted and the page is kept in every medium that it has. */
async function openRemembered(given: Parameters<typeof openConsentTab>[0] = {}) {
  const tab = await openConsentTab(given);
  tab.consent.decide({ history: 'granted', functionality: 'granted' }, byName);
  tab.handlr.open();
  tab.handlr.minimise();
  await vi.waitFor(() => expect(trail(tab.area)?.size).toBe(1));
  return tab;
}

describe('DCO1 a decision', () => {
  test('takes effect before `decide` returns, is remembered, and says so', async () => {
    const { consent, handlr, area } = await openConsentTab();
    const heard = listenTo(handlr, 'consent');
    expect(consent.get().history).toBe(false);
    consent.decide({ history: 'granted' }, dialog);
    expect(consent.get().history).toBe(true);
    expect(recordOf(area, 'consent')).toMatchObject({ number: 1, choices: { history: 'granted' }, method: 'dialog' });
    expect(heard.map(({ consent: { history } }) => history)).toEqual([true]);
    consent.decide({ history: 'denied' }, byName);
    expect(consent.explain().history).toMatchObject({ allowed: false, state: 'withdrawn', settledBy: 'widget' });
    expect(heard.map(({ consent: { history } }) => history)).toEqual([true, false]);
  });

  test.each([true, false])('CASE 13: takes effect in another tab, broadcast channels there: %s', async (canTalk) => {
    const one = await openRemembered({ area: createTestArea({ canTalk }) });
    const other = await openConsentTab({ gateway: one.gateway, area: one.area });
    const heard = listenTo(other.handlr, 'consent');
    expect(other.consent.get()).toMatchObject({ history: true, functionality: true });
    one.consent.decide({ history: 'denied', functionality: 'denied' }, byName);
    await settle();
    expect(other.consent.get()).toMatchObject({ history: false, functionality: false });
    expect(heard).toHaveLength(1);
    await vi.waitFor(() => expect(one.area.databases.size).toBe(0));
    expect((await other.handlr.keptOnDevice()).map(({ entry }) => entry)).toEqual(['consent']);
  });

  test.each([true, false])(
    'CASE 13: of the banner reaches another tab too, broadcast channels: %s',
    async (canTalk) => {
      const one = await openConsentTab({ area: createTestArea({ canTalk }) });
      const other = await openConsentTab({ area: one.area });
      one.consent.set({ history: 'granted' });
      other.consent.set({ history: 'granted' });
      await vi.waitFor(() => expect(recordOf(one.area, 'visit-history')).not.toBeNull());
      one.consent.set({ history: 'denied' });
      await settle();
      expect(other.consent.get().history).toBe(false);
    },
  );

  test('CASE 13: reaches a tab that is only being loaded, in whichever order it comes there', async () => {
    const one = await openConsentTab();
    one.consent.set({ history: 'granted' });
    for (const isLast of [true, false]) {
      const other = openTab(one.gateway, one.area, one.world);
      if (isLast) other.handlr.setConsent({ history: 'granted' });
      one.consent.set({ history: isLast ? 'denied' : 'granted' });
      await settle();
      if (!isLast) other.handlr.setConsent({ history: 'denied' });
      const consent = await other.handlr.loadConsent();
      await settle();
      for (const each of [one.consent, consent]) expect(each.get().history).toBe(false);
    }
  });

  test('DCO7, CASE 13: is not overruled by a tab that heard of nothing and reads what the banner granted before', async () => {
    const one = await openConsentTab();
    one.consent.set({ history: 'granted' });
    one.consent.set({ history: 'denied' });
    const other = await openConsentTab({ area: one.area, world: one.world });
    other.consent.set({ history: 'granted' });
    await settle();
    for (const { consent } of [one, other]) expect(consent.explain().history.state).toBe('denied');
    other.consent.set({ history: 'denied' });
    other.consent.set({ history: 'granted' });
    await settle();
    for (const { consent } of [one, other]) expect(consent.explain().history.state).toBe('granted');
  });

  test('of two tabs at the same moment grants only what both grant', async () => {
    const one = await openConsentTab();
    const other = await openConsentTab({ area: one.area });
    one.consent.decide({ history: 'granted', functionality: 'granted' }, dialog);
    other.consent.decide({ history: 'denied', functionality: 'granted' }, dialog);
    await settle();
    for (const { consent } of [one, other])
      expect(consent.get()).toMatchObject({ history: false, functionality: true });
  });
});

describe('DCO2 what was kept goes', () => {
  test('CASE 13: in every medium, memory included, when it is withdrawn', async () => {
    const tab = await openRemembered({ consent: { cookieDomain: 'shop.example' } });
    tab.handlr.send('Hello');
    await settle();
    expect([...tab.area.cookies.keys()].sort()).toEqual(['handlr.test-site.consent', 'handlr.test-site.visit-history']);
    expect([...tab.area.items.keys()].sort()).toEqual([
      key('box-state'),
      key('chat-in-progress'),
      key('origin'),
      key('session'),
    ]);
    tab.consent.decide({ history: 'denied', functionality: 'denied' }, byName);
    await vi.waitFor(() => expect(tab.area.databases.size).toBe(0));
    expect([...tab.area.cookies.keys()]).toEqual(['handlr.test-site.consent']);
    const kept = (await tab.handlr.keptOnDevice()).map(({ entry }) => entry);
    expect(kept.filter((entry) => entry !== 'withdrawal')).toEqual(['chatInProgress', 'boxNow', 'consent']);
  });

  test('from memory, where the browser keeps nothing', async () => {
    const area = createTestArea();
    area.setBlocked(true);
    const { consent, handlr } = await openConsentTab({ area });
    consent.decide({ history: 'granted' }, byName);
    const entries = async () => (await handlr.keptOnDevice()).map(({ entry }) => entry);
    const remembered = ['consent', 'visitHistory', 'pageTrail', 'origin', 'session'];
    await vi.waitFor(async () => expect(await entries()).toEqual(remembered));
    consent.decide({ history: 'denied' }, byName);
    expect((await entries()).filter((entry) => entry !== 'withdrawal')).toEqual(['consent']);
  });

  test('when the banner takes it back, and when Global Privacy Control is on the next time', async () => {
    for (const end of ['banner', 'gpc'] as const) {
      const { area, world } = await openRemembered();
      world.setGpc(end === 'gpc');
      const later = await openConsentTab({ area, world });
      if (end === 'banner') later.consent.set({ history: 'denied' });
      await vi.waitFor(() => expect(area.databases.size).toBe(0));
      expect(recordOf(area, 'visit-history')).toBeNull();
      expect(later.consent.explain().history.settledBy).toBe(end);
    }
  });

  test.each(['expired', 'policy'] as const)('when its grant is over: %s', async (why) => {
    const { area, world } = await openRemembered();
    if (why === 'expired') await world.pass(decisionLifetimeMs);
    const later = await openConsentTab({ area, world, consent: { version: why === 'policy' ? 2 : 1 } });
    await vi.waitFor(() => expect(area.databases.size).toBe(0));
    expect(recordOf(area, 'visit-history')).toBeNull();
    expect(recordOf(area, 'box-state')).toBeNull();
    expect(later.consent.explain().history.state).toBe('unknown');
  });

  test('the page can say so before anything is loaded, and nothing is used meanwhile', async () => {
    const { area, world } = await openRemembered();
    const later = openTab(undefined, area, world);
    later.handlr.setConsent({ history: 'denied' }, 'tcf');
    await later.handlr.loadConsent();
    expect(recordOf(area, 'visit-history')).toBeNull();
    expect(later.gateway.allAsked('visit:report')).toEqual([]);
  });
});

test('DCO2 a page that went while it removed what was withdrawn leaves nothing for good', async () => {
  const { area, world } = await openRemembered();
  for (const word of ['consent', 'visit-history']) area.items.delete(key(word));
  await openConsentTab({ area, world });
  await vi.waitFor(() => expect(area.databases.size).toBe(0));
});

test('DCO3 silence removes nothing: the banner may not have spoken yet', async () => {
  const { area, world, consent } = await openConsentTab();
  consent.set({ history: 'granted' }, 'consent-mode');
  await vi.waitFor(() => expect(recordOf(area, 'visit-history')).not.toBeNull());
  const before = recordOf(area, 'visit-history');
  const later = await openConsentTab({ area, world });
  expect(later.consent.get().history).toBe(false);
  expect(later.gateway.asked).toEqual([]);
  later.consent.set({ history: 'granted' }, 'consent-mode');
  await vi.waitFor(() => expect(later.gateway.allAsked('visit:report')).toHaveLength(1));
  expect(recordOf(area, 'visit-history').visitorToken).toBe(before.visitorToken);
});

test('DCO4 the banner’s words are not stored', async () => {
  const { area, session, consent } = await openConsentTab();
  consent.set({ history: 'denied', functionality: 'granted' });
  expect(consent.get().functionality).toBe(true);
  expect([area.items.size, session.size, area.databases.size]).toEqual([0, 0, 0]);
});

test('DCO5 each thing that is said has a higher number, in whichever tab', async () => {
  const one = await openConsentTab();
  const other = await openConsentTab({ area: one.area });
  one.consent.decide({ functionality: 'granted' }, byName);
  await settle();
  other.consent.set({ history: 'denied' });
  await settle();
  one.consent.decide({ functionality: 'denied' }, byName);
  expect(recordOf(one.area, 'consent').number).toBe(3);
  other.consent.set({ history: 'denied' });
  await settle();
  expect(recordOf(one.area, 'consent').number).toBe(3);
});

describe('DCO6 our dialog', () => {
  test('asks after both sides have written, once, and again when the answer has expired', async () => {
    const { handlr, gateway, consent, area, world } = await openConsentTab();
    expect(consent.asks()).toEqual([]);
    gateway.refuse('message:send', 'unavailable');
    handlr.send('Hello');
    await settle();
    gateway.accept();
    gateway.say('Good morning');
    expect(consent.asks()).toEqual([]);
    gateway.refuse('message:send', null);
    await world.pass(60_000);
    expect(consent.asks()).toEqual(['functionality', 'history']);
    consent.decide({ functionality: 'denied', history: 'denied' }, dialog);
    expect(consent.asks()).toEqual([]);
    const later = await openConsentTab({ gateway, area, world });
    expect(later.consent.asks()).toEqual([]);
    await world.pass(decisionLifetimeMs);
    expect((await openConsentTab({ area, world, consent: { ask: 'on-load' } })).consent.asks()).toHaveLength(2);
  });

  test('asks at once, or never, where the site says so, and not about what is settled', async () => {
    const asked = async (consent: Parameters<typeof openTab>[3], world = createTestSurroundings()) =>
      (await openConsentTab({ world, consent: { ask: 'on-load', ...consent } })).consent.asks();
    expect(await asked({})).toEqual(['functionality', 'history']);
    expect(await asked({ ask: 'never' })).toEqual([]);
    expect(await asked({ denies: ['history'] })).toEqual(['functionality']);
    expect(await asked({ jurisdiction: 'uk' })).toEqual(['history']);
    const world = createTestSurroundings();
    world.setGpc(true);
    expect(await asked({}, world)).toEqual(['functionality']);
  });

  test('goes for this page when it is put off, and decides nothing by that', async () => {
    const { consent, area, world } = await openConsentTab({ consent: { ask: 'on-load' } });
    consent.postpone();
    expect(consent.asks()).toEqual([]);
    expect(area.items.size).toBe(0);
    const later = await openConsentTab({ area, world, consent: { ask: 'on-load' } });
    expect(later.consent.asks()).toHaveLength(2);
  });
});

test('DCO7 a page from the back/forward cache forgets the banner’s grant, and reads what was decided', async () => {
  const { consent, world, area } = await openConsentTab();
  consent.set({ history: 'granted', functionality: 'denied' });
  await vi.waitFor(() => expect(recordOf(area, 'visit-history')).not.toBeNull());
  world.happen('left');
  world.happen('returned');
  expect(consent.explain()).toMatchObject({ history: { state: 'unknown' }, functionality: { state: 'denied' } });
});

describe('CASE 14: Global Privacy Control', () => {
  test('denies `history` over a stored grant, unless it was chosen by name where the site allows that', async () => {
    for (const gpcOverride of [false, true]) {
      const { area, world, consent } = await openConsentTab({ consent: { gpcOverride } });
      consent.decide({ history: 'granted' }, byName);
      world.setGpc(true);
      const later = await openConsentTab({ area, world, consent: { gpcOverride } });
      expect(later.consent.explain().history).toMatchObject({ allowed: false, settledBy: 'gpc' });
      later.consent.decide({ history: 'granted' }, byName);
      expect(later.consent.get().history).toBe(gpcOverride);
    }
  });
});

test('the receipt is of the decision in force, and holds nothing that tells its owner from others', async () => {
  const { consent, world } = await openConsentTab({ consent: { processor: 'Harbour Answering Ltd' } });
  expect(consent.receipt()).toBeNull();
  consent.decide({ history: 'granted', functionality: 'denied' }, dialog);
  expect(consent.receipt()).toEqual({
    policyVersion: 1,
    language: 'en',
    purposes: { history: 'granted', functionality: 'denied' },
    decidedAt: new Date(world.surroundings.nowMs()).toISOString(),
    method: 'dialog',
    jurisdiction: 'eu',
    controller: 'Shop',
    processor: 'Harbour Answering Ltd',
    contact: null,
    howToWithdraw: expect.stringContaining('Your privacy'),
  });
});

test('`debug` says in words who says what, and what is kept', async () => {
  const table = vi.spyOn(console, 'table').mockImplementation(() => {});
  const { consent } = await openConsentTab();
  consent.decide({ history: 'granted' }, byName);
  consent.set({ history: 'denied' });
  const { purposes, kept } = await consent.debug();
  expect(purposes.history).toEqual({
    allowed: false,
    state: 'denied',
    basis: 'needs consent',
    says: 'the site’s banner: denied; the visitor in our dialog: granted',
    settledBy: 'the site’s banner',
  });
  expect(kept.map(({ id }) => id)).toContain('device/consent');
  expect(table.mock.calls.map(([printed]: unknown[]) => printed)).toEqual([purposes, kept]);
});

test('forgetting removes what was decided and what was kept, in every tab', async () => {
  const { handlr, area, gateway } = await openRemembered();
  const other = await openConsentTab({ area, gateway });
  handlr.send('Hello');
  await settle();
  await handlr.forgetMe();
  await vi.waitFor(() => expect(recordOf(area, 'withdrawal')).toBeNull());
  expect([area.items.size, area.databases.size, area.cookies.size]).toEqual([0, 0, 0]);
  expect(gateway.visits.size).toBe(0);
  for (const { explain } of [handlr.consent ?? other.consent, other.consent]) {
    expect(explain().history).toMatchObject({ allowed: false, state: 'unknown' });
  }
});

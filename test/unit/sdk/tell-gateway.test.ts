import { describe, expect, test, vi } from 'vitest';
import { createFakeGateway } from './fake-gateway.ts';
import { openConsentTab, openTab } from './open-tab.ts';
import { createTestArea } from './test-storage.ts';
import { settle } from './test-surroundings.ts';

const byName = { method: 'panel', byName: true } as const;
type Tab = Awaited<ReturnType<typeof openConsentTab>>;

const kept = (area: Tab['area'], word: string) =>
  JSON.parse(area.items.get(`handlr:test-site:${word}`) ?? 'null')?.record;
const visited = (gateway: Tab['gateway']) =>
  vi.waitFor(() => expect(gateway.allAsked('visit:report').length).toBeGreaterThan(0));

async function chat(given: Parameters<typeof openConsentTab>[0] = {}): Promise<Tab> {
  const tab = await openConsentTab(given);
  tab.handlr.send('Hello');
  await settle();
  return tab;
}

describe('TEL1 a withdrawal', () => {
  test('is told in the chat, of the visitor’s token, and what was kept for it is forgotten', async () => {
    const tab = await chat();
    tab.consent.decide({ history: 'granted' }, byName);
    await visited(tab.gateway);
    const { visitorToken } = kept(tab.area, 'visit-history');
    expect(tab.gateway.visits.get(visitorToken)).toBe(1);
    tab.consent.decide({ history: 'denied' }, byName);
    expect(kept(tab.area, 'withdrawal')).toEqual({ visitorToken });
    await settle();
    expect(tab.gateway.statements.get(visitorToken)?.choices.history).toBe('withdrawn');
    expect(tab.gateway.statements.get('chat-0')?.choices.history).toBe('withdrawn');
    expect([tab.gateway.visits.size, kept(tab.area, 'withdrawal')]).toEqual([0, undefined]);
  });

  test('CASE 13: made offline is kept, also over a reload, and opens a socket just for that', async () => {
    const { gateway, area, world, consent, handlr } = await openConsentTab();
    consent.set({ history: 'granted' });
    await visited(gateway);
    gateway.setReachable(false);
    consent.set({ history: 'denied' });
    await world.pass(60_000);
    expect(kept(area, 'visit-history')).toBeUndefined();
    handlr.destroy();
    const later = openTab(gateway, area, world);
    await later.handlr.loadConsent();
    await world.pass(60_000);
    expect(kept(area, 'withdrawal')).toBeDefined();
    gateway.setReachable(true);
    await settle();
    expect([gateway.visits.size, kept(area, 'withdrawal'), gateway.socketCount()]).toEqual([0, undefined, 0]);
  });

  test('is said above whatever the gateway holds', async () => {
    const { gateway, area, consent } = await openConsentTab();
    consent.set({ history: 'granted' });
    await visited(gateway);
    const { visitorToken } = kept(area, 'visit-history');
    const [statement] = gateway.statements.values();
    if (statement === undefined) throw new Error('Nothing was stated');
    gateway.statements.set(visitorToken, { ...statement, number: 41 });
    consent.set({ history: 'silent' });
    consent.set({ history: 'denied' });
    await settle();
    expect(gateway.statements.get(visitorToken)).toMatchObject({ number: 42, choices: { history: 'withdrawn' } });
    expect(kept(area, 'withdrawal')).toBeUndefined();
  });

  test('that is refused for now is told again', async () => {
    const { gateway, area, world, consent } = await openConsentTab();
    consent.set({ history: 'granted' });
    await visited(gateway);
    gateway.refuse('consent:state', 'too-many');
    consent.set({ history: 'denied' });
    await settle();
    expect(kept(area, 'withdrawal')).toBeDefined();
    gateway.refuse('consent:state', null);
    await world.pass(5_000);
    expect(kept(area, 'withdrawal')).toBeUndefined();
  });
});

describe('TEL2 what this device states', () => {
  test('follows each join, before anything that needs consent, and each change', async () => {
    const { gateway, consent } = await chat();
    consent.decide({ history: 'granted' }, byName);
    await visited(gateway);
    gateway.asked.length = 0;
    gateway.setReachable(false);
    gateway.setReachable(true);
    await settle();
    expect(gateway.namesAsked().filter((name) => name !== 'read:mark')).toEqual(['chat:resume', 'consent:state']);
    consent.set({ functionality: 'granted' });
    await settle();
    expect(gateway.allAsked('consent:state').map(({ statement }) => statement)).toMatchObject([
      { number: 1, choices: { history: 'granted' }, banner: {}, method: 'panel', language: 'en', policyVersion: 1 },
      { number: 2, banner: { functionality: 'granted' }, method: 'api' },
    ]);
  });

  test('says nothing where there is nothing to say, or nobody whom it concerns', async () => {
    const { gateway, consent } = await chat();
    expect(gateway.allAsked('consent:state')).toEqual([]);
    const alone = await openConsentTab();
    alone.consent.decide({ functionality: 'granted' }, byName);
    await settle();
    expect([alone.gateway.asked, alone.gateway.socketCount()]).toEqual([[], 0]);
    expect(consent.get().history).toBe(false);
  });

  test('does not take back by silence what the banner granted on another page', async () => {
    const { gateway, area, world, consent } = await chat();
    consent.set({ history: 'granted' });
    consent.decide({ functionality: 'granted' }, byName);
    await visited(gateway);
    const later = await openConsentTab({ gateway, area, world });
    expect(later.gateway.statements.get('chat-0')?.banner).toEqual({ history: 'granted' });
    later.consent.set({ history: 'silent', functionality: 'denied' });
    await settle();
    expect(later.gateway.statements.get('chat-0')?.banner).toEqual({ functionality: 'denied' });
  });

  test('carries the browser’s signal', async () => {
    const { gateway, consent, world } = await chat();
    world.setGpc(true);
    consent.decide({ functionality: 'granted' }, byName);
    await settle();
    expect(gateway.statements.get('chat-0')?.gpc).toBe(true);
  });
});

describe('TEL3 the page', () => {
  test('is reported before any chat, over a socket that goes again, and again when a chat begins on it', async () => {
    const { gateway, handlr, consent, area } = await openConsentTab();
    consent.set({ history: 'granted' });
    await visited(gateway);
    await settle();
    expect(gateway.namesAsked()).toEqual(['consent:state', 'visit:report']);
    expect([gateway.socketCount(), handlr.state().connection]).toEqual([0, 'idle']);
    handlr.send('Hello');
    await settle();
    expect(gateway.socketCount()).toBe(1);
    const { visitorToken } = kept(area, 'visit-history');
    expect(gateway.allAsked('visit:report')).toMatchObject([{ visitorToken }, { visitorToken, chatId: 'chat-0' }]);
    expect(gateway.namesAsked().lastIndexOf('consent:state')).toBeLessThan(
      gateway.namesAsked().lastIndexOf('visit:report'),
    );
  });

  test('CASE 13: waiting in a reconnection is dropped when it is withdrawn, not replayed', async () => {
    const { gateway, consent } = await chat();
    gateway.setReachable(false);
    consent.decide({ history: 'granted' }, byName);
    await settle();
    consent.decide({ history: 'denied' }, byName);
    gateway.setReachable(true);
    await settle();
    expect(gateway.allAsked('visit:report')).toEqual([]);
    expect(gateway.statements.get('chat-0')?.choices).toEqual({ history: 'withdrawn' });
  });

  test('CASE 13: under way when it is withdrawn leaves nothing behind', async () => {
    const { gateway, consent, area } = await chat();
    gateway.hold('visit:report');
    consent.decide({ history: 'granted' }, byName);
    await visited(gateway);
    consent.decide({ history: 'denied' }, byName);
    gateway.release();
    await settle();
    expect([kept(area, 'visit-history'), gateway.visits.size]).toEqual([undefined, 0]);
  });

  test('is not tried again where the gateway knows of no consent', async () => {
    const { gateway, consent, world } = await chat();
    gateway.refuse('visit:report', 'withheld');
    consent.decide({ history: 'granted' }, byName);
    await visited(gateway);
    await world.pass(60_000);
    expect(gateway.allAsked('visit:report')).toHaveLength(1);
  });
});

describe('TEL4 where something else holds', () => {
  test('the same is stated once more, above it, and later decisions go above that', async () => {
    const { gateway, consent, area } = await chat();
    const statement = { choices: { history: 'denied' }, banner: {}, gpc: false, overGpc: false } as const;
    gateway.statements.set('chat-0', { ...statement, number: 7, method: 'api', policyVersion: 1, language: 'en' });
    consent.decide({ history: 'granted' }, byName);
    await settle();
    expect(gateway.statements.get('chat-0')).toMatchObject({ number: 8, choices: { history: 'granted' } });
    expect(kept(area, 'consent').number).toBe(8);
    consent.decide({ history: 'denied' }, byName);
    expect(kept(area, 'consent').number).toBe(9);
  });

  test('and goes on to hold, two tabs do not quarrel about it', async () => {
    const gateway = createFakeGateway();
    gateway.withholdAll();
    const one = await chat({ gateway });
    const other = await openConsentTab({ gateway, area: one.area });
    await settle();
    one.consent.decide({ history: 'granted' }, byName);
    await vi.waitFor(() => expect(gateway.allAsked('visit:report').length).toBeGreaterThan(0));
    await settle();
    expect(gateway.allAsked('consent:state').length).toBeLessThan(8);
    expect(other.consent.get().history).toBe(true);
  });
});

test('the gateway will not have this page: nothing is tried any more', async () => {
  const gateway = createFakeGateway();
  gateway.refuseSockets('version');
  const { consent, world } = await openConsentTab({ gateway, area: createTestArea() });
  consent.set({ history: 'granted' });
  await vi.waitFor(() => expect(gateway.attempts()).toBe(1));
  await world.pass(600_000);
  expect(gateway.attempts()).toBe(1);
});

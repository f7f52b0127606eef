import { expect, test, vi } from 'vitest';
import { limits } from '@handlr/protocol';
import { openConsentTab } from './open-tab.ts';
import { settle } from './test-surroundings.ts';

type Tab = Awaited<ReturnType<typeof openConsentTab>>;
const kept = ({ area }: Tab) => JSON.parse(area.items.get('handlr:test-site:visit-history') ?? 'null');
const pages = ({ area }: Tab): { pageUrl: string; pageTitle: string }[] =>
  JSON.parse(area.databases.get('handlr:test-site')?.get('handlr:test-site:page-trail') ?? '{"record":{"pages":[]}}')
    .record.pages;

test('VIH1 the token is on the device before the gateway hears of it, and filled from the answer', async () => {
  const tab = await openConsentTab();
  tab.gateway.setReachable(false);
  tab.consent.set({ history: 'granted' });
  await vi.waitFor(() => expect(kept(tab)).not.toBeNull());
  const { visitorToken } = kept(tab).record;
  expect(visitorToken).toMatch(/^[\w-]{43}$/);
  tab.gateway.setReachable(true);
  await settle();
  expect(kept(tab).record).toEqual({ visitorToken, visits: 1, firstVisitAt: 1, lastVisitAt: 2 });
  tab.handlr.destroy();
  const { gateway, area, world } = tab;
  const later = await openConsentTab({ gateway, area, world });
  later.consent.set({ history: 'granted' });
  await vi.waitFor(() => expect(later.gateway.visits.get(visitorToken)).toBe(2));
});

test('VIH2 a page is reported once each time that it is looked at, reduced', async () => {
  const tab = await openConsentTab();
  tab.world.visit({ url: 'https://shop.example/shop/blue-teapot?email=a@b.example#t', title: 'Blue teapot for Ada' });
  tab.consent.set({ history: 'granted' });
  const reports = () => tab.gateway.allAsked('visit:report');
  await vi.waitFor(() => expect(reports()).toHaveLength(1));
  expect(reports()[0]?.['page']).toEqual({ url: 'https://shop.example/shop/blue-teapot', title: 'Blue teapot' });
  tab.consent.set({ functionality: 'granted' });
  tab.world.setVisible(false);
  tab.world.setVisible(true);
  await tab.world.pass(60_000);
  expect(reports()).toHaveLength(1);
});

test('VIH3 the newest 50 pages stay on the device, reduced', async () => {
  const first = await openConsentTab();
  first.consent.set({ history: 'granted' });
  await vi.waitFor(() => expect(pages(first)).toHaveLength(1));
  first.handlr.destroy();
  for (let count = 0; count < limits.trailPages + 2; count += 1) {
    first.world.visit({ url: `https://shop.example/shop/item-${count}?q=secret`, title: 'Item for Ada' });
    const tab = await openConsentTab({ area: first.area, world: first.world });
    tab.consent.set({ history: 'granted' });
    await vi.waitFor(() => expect(pages(tab)[0]?.pageUrl).toBe(`https://shop.example/shop/item-${count}`));
    tab.handlr.destroy();
  }
  expect(pages(first)).toHaveLength(limits.trailPages);
  expect(JSON.stringify(pages(first))).not.toMatch(/secret|Ada/);
});

test('VIH4 once stopped it keeps nothing, what was under way included', async () => {
  const tab = await openConsentTab();
  tab.gateway.hold('visit:report');
  tab.consent.set({ history: 'granted' });
  await vi.waitFor(() => expect(tab.gateway.allAsked('visit:report')).toHaveLength(1));
  tab.consent.set({ history: 'denied' });
  tab.gateway.release();
  await tab.world.pass(60_000);
  expect([kept(tab), pages(tab), tab.gateway.visits.size]).toEqual([null, [], 0]);
});

test('without consent nothing of it is loaded, sent or stored', async () => {
  const tab = await openConsentTab();
  tab.consent.decide({ functionality: 'granted', history: 'denied' }, { method: 'dialog', byName: false });
  tab.handlr.send('Hello');
  await settle();
  expect([kept(tab), pages(tab), tab.gateway.allAsked('visit:report')]).toEqual([null, [], []]);
});

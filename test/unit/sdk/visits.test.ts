import { lateDeviceRegister } from '@handlr/privacy';
import { expect, test, vi } from 'vitest';
import { lateReasons } from '../../../packages/sdk/src/consent/consent-door.ts';
import { visitLimits } from '@handlr/protocol';
import { openConsentTab, startChat } from './open-tab.ts';
import { settle } from './test-surroundings.ts';

type Tab = Awaited<ReturnType<typeof openConsentTab>>;
const minute = 60_000;
const kept = ({ area }: { readonly area: Tab['area'] }, word: string) =>
  JSON.parse(area.items.get(`handlr:test-site:${word}`) ?? 'null')?.record;
const reports = ({ gateway }: Pick<Tab, 'gateway'>) => gateway.allAsked('visit:report');
const beats = ({ gateway }: Pick<Tab, 'gateway'>) => gateway.allAsked('visit:beat');

async function agree(given: Parameters<typeof openConsentTab>[0] = {}): Promise<Tab> {
  const tab = await openConsentTab(given);
  tab.consent.set({ history: 'granted' });
  await vi.waitFor(() => expect(kept(tab, 'session')).toBeDefined());
  await settle();
  return tab;
}

async function land(url: string, referrer = ''): Promise<Tab> {
  const tab = await openConsentTab();
  tab.world.visit({ url, title: '' });
  tab.world.comeFrom(referrer);
  const { gateway, area, world } = tab;
  tab.handlr.destroy();
  return agree({ gateway, area, world });
}

test('ORI1 ORI2 a campaign landing is kept and told reduced, and the click’s id nowhere', async () => {
  const url = 'https://shop.example/shop/teapot?utm_source=newsletter&utm_content=ada@b.example&gclid=Cj0KCQjw9999';
  const tab = await land(url, 'https://news.example/a?q=ada');
  const arrival = {
    entryUrl: 'https://shop.example/shop/teapot',
    referrerHost: 'news.example',
    campaign: { source: 'newsletter', content: '…' },
    clickId: 'gclid',
  };
  expect(kept(tab, 'origin')).toEqual({ visit: arrival, first: arrival });
  expect(reports(tab)[0]).toMatchObject({ arrival, session: { number: 1, began: 'first' } });
  expect(JSON.stringify([...tab.area.items, tab.gateway.asked])).not.toMatch(/Cj0KCQ|ada/);
});

test('ORI6 the first origin stays on the device; another campaign begins a session with its own', async () => {
  const tab = await land('https://shop.example/a?utm_source=one');
  tab.handlr.destroy();
  const { area, gateway, world } = tab;
  world.visit({ url: 'https://shop.example/b?utm_source=two', title: '' });
  const later = await agree({ area, gateway, world });
  expect(kept(later, 'origin')).toMatchObject({
    visit: { entryUrl: 'https://shop.example/b', campaign: { source: 'two' } },
    first: { entryUrl: 'https://shop.example/a', campaign: { source: 'one' } },
  });
  expect(kept(later, 'session')).toMatchObject({ number: 2, began: 'campaign' });
  later.handlr.destroy();
  const again = await agree({ area, gateway, world });
  expect(kept(again, 'session')).toMatchObject({ number: 2 });
});

test('SES2 who comes back to a tab after half an hour begins a session there, and the page is told anew', async () => {
  const tab = await agree();
  tab.world.setVisible(false);
  await tab.world.pass(30 * minute);
  tab.world.setVisible(true);
  await settle();
  expect(kept(tab, 'session')).toMatchObject({ number: 2, began: 'idle' });
  expect(reports(tab).map(({ session }) => session)).toMatchObject([{ number: 1 }, { number: 2, began: 'idle' }]);
});

test('SES5 several tabs are one session: what is done in one counts in all', async () => {
  const one = await agree();
  const { area, gateway, world } = one;
  await world.pass(20 * minute);
  const two = await agree({ area, gateway, world });
  await world.pass(20 * minute);
  const three = await agree({ area, gateway, world });
  expect(kept(three, 'session')).toMatchObject({ number: 1 });
  await world.pass(31 * minute);
  const both = await Promise.all([openConsentTab({ area, gateway, world }), openConsentTab({ area, gateway, world })]);
  for (const { consent } of both) consent.set({ history: 'granted' });
  await vi.waitFor(() => expect(kept(two, 'session')).toMatchObject({ number: 2 }));
  await settle();
  expect(kept(two, 'session')).toMatchObject({ number: 2, began: 'idle' });
});

test('VIH2 a page on which a chat begins is told as the same look', async () => {
  const tab = await agree();
  tab.handlr.send('Hello');
  await vi.waitFor(() => expect(reports(tab)).toHaveLength(2));
  const [alone, inChat] = reports(tab);
  expect(inChat).toMatchObject({ chatId: 'chat-0', viewId: alone?.['viewId'] });
});

test('VIH10 a visible page says so every two minutes over a socket of its own that does not stay, and ends by itself', async () => {
  const tab = await agree();
  expect(tab.gateway.socketCount()).toBe(0);
  await tab.world.pass(visitLimits.beatMs);
  expect(beats(tab)).toMatchObject([{ seconds: 120, viewId: reports(tab)[0]?.['viewId'] }]);
  expect(tab.gateway.socketCount()).toBe(0);
  await tab.world.pass(60 * minute);
  expect(beats(tab)).toHaveLength(visitLimits.attentionMs / visitLimits.beatMs);
  tab.world.setVisible(false);
  const before = beats(tab).length;
  await tab.world.pass(10 * minute);
  expect(beats(tab)).toHaveLength(before);
});

test('VIH10 what was not heard of the last page, the next one in this tab tells', async () => {
  const tab = await agree();
  // What a banner granted is asked anew on a page that comes back.
  tab.consent.decide({ history: 'granted' }, { method: 'panel', byName: true });
  await settle();
  await tab.world.pass(45_000);
  tab.world.setVisible(false);
  tab.world.happen('left');
  expect(JSON.parse(tab.session.get('handlr:test-site:page-time') ?? 'null')?.record).toMatchObject({ seconds: 45 });
  // Back from the browser's cache: another look, in the same tab.
  tab.world.happen('returned');
  await vi.waitFor(() => expect(reports(tab)).toHaveLength(2));
  await settle();
  expect(reports(tab)[1]).toMatchObject({ before: { seconds: 45, viewId: reports(tab)[0]?.['viewId'] } });
  expect(tab.session.has('handlr:test-site:page-time')).toBe(false);
});

test('VIH4 withdrawn midway, every key of it is gone, nothing more is said, and no timer stays', async () => {
  const tab = await agree();
  await tab.world.pass(45_000);
  tab.world.setVisible(false);
  tab.world.setVisible(true);
  await settle();
  const said = tab.gateway.asked.length;
  tab.consent.set({ history: 'denied' });
  await settle();
  const words = [...tab.area.items.keys(), ...tab.session.keys()];
  expect(words.filter((key) => /origin|session|page-time|visit-history/.test(key))).toEqual([]);
  await tab.world.pass(10 * minute);
  tab.world.happen('returned');
  await settle();
  expect(tab.gateway.asked.slice(said).map(({ name }) => name)).toEqual(['consent:state']);
});

test('SES9 for the sessions of a chat nothing is kept on the device and nothing more is said', async () => {
  const tab = await startChat();
  await settle();
  await tab.world.pass(31 * minute);
  tab.handlr.send('Still there?');
  await settle();
  const words = [...tab.area.items.keys(), ...tab.session.keys()].map((key) => key.replace('handlr:test-site:', ''));
  expect(words.toSorted()).toEqual(['box-state', 'chat-in-progress']);
  expect(tab.gateway.namesAsked().filter((name) => /session|visit/.test(name))).toEqual([]);
});

test('SES2 to write in a chat is a sign of the visitor, and what they wrote on an earlier page is none', async () => {
  const tab = await agree();
  tab.handlr.send('Hello');
  await settle();
  await tab.world.pass(31 * minute);
  tab.handlr.send('Still there?');
  await settle();
  expect(kept(tab, 'session')).toMatchObject({ number: 2, began: 'idle' });
});

test('what the door looks for stands in the register', () => {
  const { visitHistory, withdrawal } = lateDeviceRegister;
  const keys = [visitHistory, withdrawal].map(({ medium }) => (medium.kind === 'table' ? '' : medium.key));
  expect(lateReasons.map(({ medium }) => medium.key)).toEqual(keys);
});

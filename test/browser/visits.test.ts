import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { eventsSent, keptKeys, useConsentSites, write } from './consent-grid/consent-site.ts';

const { site, gateway } = useConsentSites();

const ofVisits = /origin|:session|page-time|page-trail|visit-history/;
const landing = 'landing?utm_source=newsletter&utm_content=ada@b.example&gclid=Cj0KCQjw9999#token=abc';
const grant = (page: Page, history: 'granted' | 'denied') =>
  page.evaluate((word) => {
    const handlr: unknown = Reflect.get(window, 'handlr');
    const consent: unknown = typeof handlr === 'function' ? Reflect.get(handlr, 'consent') : null;
    if (typeof consent === 'object' && consent !== null) Reflect.get(consent, 'set').call(consent, { history: word });
  }, history);
const visitKeys = async (page: Page) => (await keptKeys(page)).filter((key) => ofVisits.test(key));
const record = (page: Page, word: string) =>
  page.evaluate((ending) => {
    const key = Object.keys(localStorage).find((name) => name.endsWith(ending));
    return JSON.parse(localStorage.getItem(key ?? '') ?? '{"record":null}').record;
  }, `:${word}`);

test('ORI without a grant a campaign landing leaves nothing behind and says nothing', async () => {
  const { open } = await site();
  const { page, wire } = await open(landing);
  await page.waitForLoadState('networkidle');
  expect([await visitKeys(page), eventsSent(wire)]).toEqual([[], []]);
  await grant(page, 'denied');
  await write(page, 'Hello');
  expect(await visitKeys(page)).toEqual([]);
  expect(eventsSent(wire).filter((name) => name.startsWith('visit'))).toEqual([]);
});

test('ORI granted on a landing, its origin is kept and told reduced, follows to other pages and tabs, and goes at once', async () => {
  const { open, siteId, address } = await site();
  const { page, wire } = await open(landing);
  await grant(page, 'granted');
  await expect
    .poll(() => record(page, 'origin'))
    .toMatchObject({
      visit: { campaign: { source: 'newsletter', content: '…' }, clickId: 'gclid', referrerHost: null },
    });
  await expect.poll(() => eventsSent(wire)).toContain('visit:report');
  const sent = wire.frames.filter(({ direction }) => direction === 'sent').map(({ payload }) => payload);
  expect(sent.filter((payload) => payload.includes('visit:report')).join('\n')).not.toMatch(/ada|Cj0KCQ|token=/);

  // Navigation: the referrer is the site itself, and the origin stays.
  const before = await record(page, 'origin');
  await page.goto(`${address}/second`, { referer: `${address}/landing` });
  await page.locator('button.launcher').waitFor();
  await grant(page, 'granted');
  await expect.poll(() => eventsSent(wire).filter((name) => name === 'visit:report').length).toBe(2);
  expect(await record(page, 'origin')).toEqual(before);
  expect(await record(page, 'session')).toMatchObject({ number: 1, began: 'first' });

  // A second tab is the same session; another campaign is another.
  const { page: other } = await open('third');
  await grant(other, 'granted');
  await expect.poll(() => visitKeys(other)).toEqual(await visitKeys(page));
  expect(await record(other, 'session')).toMatchObject({ number: 1 });
  await other.goto(`${address}/fourth?utm_source=poster`);
  await other.locator('button.launcher').waitFor();
  await grant(other, 'granted');
  await expect.poll(() => record(other, 'session')).toMatchObject({ number: 2, began: 'campaign' });

  // Whoever is there is known by the gateway, until they withdraw in either tab.
  await grant(other, 'denied');
  for (const each of [page, other]) await expect.poll(() => visitKeys(each)).toEqual([]);
  wire.clear();
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
  expect(eventsSent(wire).filter((name) => name.startsWith('visit'))).toEqual([]);
  expect(await gateway().store.listOpenChats([siteId], 10)).toEqual([]);
});

test('SES9 a chat has sessions of its own and keeps nothing for them; no socket is left open by visits', async () => {
  const { open } = await site();
  const { page, wire } = await open();
  await grant(page, 'denied');
  await write(page, 'Hello');
  await expect.poll(() => record(page, 'chat-in-progress')).not.toBeNull();
  expect(await record(page, 'session')).toBeNull();
  const fresh = await site();
  const visited = await fresh.open();
  await grant(visited.page, 'granted');
  await expect.poll(() => eventsSent(visited.wire)).toContain('visit:report');
  expect(eventsSent(wire).filter((name) => name.startsWith('visit'))).toEqual([]);
});

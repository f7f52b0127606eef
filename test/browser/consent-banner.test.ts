import { deviceEntryNames, wholeDeviceRegister } from '@handlr/privacy';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ensureBuilt } from '../support/build.ts';
import { launchChromium, nothingStored, openPage, readStorage, runAxe } from '../support/chromium.ts';
import { address, prepareDemonstration, type Program, startExample } from '../support/demonstration.ts';
import { button, launcher, openBox } from './widget-page.ts';

let place: Awaited<ReturnType<typeof prepareDemonstration>>;
let running: Program;
let browser: Browser;
let ferryUrl: string;
let gatewayUrl: string;
const ends: (() => Promise<void>)[] = [];

beforeAll(async () => {
  await ensureBuilt();
  place = await prepareDemonstration();
  [running, browser] = await Promise.all([startExample('consent-banner', place.folder, place.port), launchChromium()]);
  ferryUrl = address(running.output(), 'Ferry');
  gatewayUrl = address(running.output(), 'Gateway');
});
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});
afterAll(async () => {
  await browser?.close();
  expect(await running?.stop()).toEqual({ code: 0, signal: null });
  await place?.remove();
});

/** The ferry's home page in a fresh profile, with the banner on it. */
async function visit(options: BrowserContextOptions = {}, prepare: (page: Page) => Promise<unknown> = async () => {}) {
  const opened = await openPage(browser, { reducedMotion: 'reduce', ...options });
  ends.push(opened.close);
  await prepare(opened.page);
  await opened.page.goto(ferryUrl);
  await banner(opened.page).waitFor();
  await launcher(opened.page).waitFor();
  return opened;
}

const banner = (page: Page) => page.getByRole('dialog', { name: 'May the ferry remember you?' });
const preferences = (page: Page) => page.getByRole('dialog', { name: 'What may be kept' });
const visitsSwitch = (page: Page) => page.getByRole('switch', { name: 'My visits and chats' });

async function answer(page: Page, name: 'Yes' | 'No'): Promise<void> {
  await banner(page).getByRole('button', { name, exact: true }).click();
  await banner(page).waitFor({ state: 'hidden' });
}

/** Evaluated as a text: a page's own globals are no types here. */
const bannerSays = (page: Page) => page.evaluate<boolean>("CookieConsent.acceptedCategory('visits')");
const chatAllows = (page: Page) => page.evaluate<boolean>('handlr.consent.get().then(({ history }) => history)');

async function keptByChat(page: Page): Promise<string[]> {
  const { cookies, localStorage, sessionStorage, indexedDb } = await readStorage(page);
  const stores = Object.values(indexedDb).flatMap((base) => Object.values(base));
  const names = [cookies, localStorage, sessionStorage, ...stores].flatMap((each) => Object.keys(each));
  return names.filter((name) => name.includes('handlr'));
}

async function openPrivacy(page: Page): Promise<void> {
  // On the second page it is as it was left.
  if (!(await button(page, 'Your privacy').isVisible())) await openBox(page);
  await button(page, 'Your privacy').click();
  await visitsSwitch(page).waitFor();
}

describe('the banner’s choice reaches the chat', () => {
  test('refused: the chat keeps nothing, and nothing is on the wire but its loader', async () => {
    const { page, wire, problems } = await visit();
    await answer(page, 'No');
    await page.waitForLoadState('networkidle');
    const { cookies, ...others } = await readStorage(page);
    expect({ ...others, cookies: {} }).toEqual(nothingStored);
    expect(Object.keys(cookies)).toEqual(['127.0.0.1 cc_cookie']);
    await page.reload();
    await launcher(page).waitFor();
    await page.waitForLoadState('networkidle');
    expect(await keptByChat(page)).toEqual([]);
    expect(new Set(wire.to(gatewayUrl).map(({ url }) => url))).toEqual(
      new Set([`${gatewayUrl}/sites/rother-ferry/loader.js`]),
    );
    expect(wire.sockets).toEqual([]);
    expect(problems).toEqual([]);
  });

  test('not answered: the same, and the chat can be opened', async () => {
    const { page, wire } = await visit({ viewport: { width: 320, height: 640 } });
    await page.waitForLoadState('networkidle');
    expect(await readStorage(page)).toEqual(nothingStored);
    expect(wire.to(gatewayUrl)).toHaveLength(1);
    await openBox(page);
  });

  test('granted, and refused again later', async () => {
    const { page, problems } = await visit();
    await answer(page, 'Yes');
    await expect.poll(() => chatAllows(page)).toBe(true);
    await expect.poll(() => keptByChat(page)).toContain('handlr:rother-ferry:visit-history');

    await button(page, 'Change what you agreed to').click();
    await preferences(page).getByRole('button', { name: 'No to all' }).click();
    await expect.poll(() => chatAllows(page)).toBe(false);
    await expect.poll(async () => (await keptByChat(page)).filter((name) => /visit|trail/.test(name))).toEqual([]);
    expect(problems).toEqual([]);
  });
});

describe('what is changed in the chat reaches the banner', () => {
  test('off, kept so on the next page, and on again', async () => {
    const { page, problems } = await visit();
    await answer(page, 'Yes');
    await openPrivacy(page);
    await expect.poll(() => visitsSwitch(page).getAttribute('aria-checked')).toBe('true');
    await visitsSwitch(page).click();
    await expect.poll(() => bannerSays(page)).toBe(false);
    expect(await page.evaluate("CookieConsent.acceptedCategory('comfort')")).toBe(true);
    // Else it comes back open on the next page.
    await button(page, 'Minimise').click();

    await page.goto(`${ferryUrl}/cookies`);
    await button(page, 'Ask the chat').click();
    await page.getByRole('row', { name: 'Your visits No Off: you switched it off in the chat' }).waitFor();
    await openPrivacy(page);
    await visitsSwitch(page).click();
    await expect.poll(() => bannerSays(page)).toBe(true);
    await page.getByRole('row', { name: 'Your visits Yes On' }).waitFor();
    expect(problems).toEqual([]);
  });

  test('forgotten: the banner no longer says yes for a visitor who wants to be a stranger', async () => {
    const { page } = await visit();
    await answer(page, 'Yes');
    await expect.poll(() => keptByChat(page)).toContain('handlr:rother-ferry:visit-history');
    await openPrivacy(page);
    await button(page, 'Forget me on this computer').click();
    await page.getByRole('button', { name: 'Forget me', exact: true }).click();
    await expect.poll(() => bannerSays(page)).toBe(false);
    await expect.poll(() => keptByChat(page)).not.toContain('handlr:rother-ferry:visit-history');
    await page.reload();
    await launcher(page).waitFor();
    expect(await chatAllows(page)).toBe(false);
  });

  test('a privacy signal of the browser is no choice of the chat: the banner keeps what was said there', async () => {
    const signal = (page: Page) => page.addInitScript('Object.assign(navigator, { globalPrivacyControl: true })');
    const { page } = await visit({ extraHTTPHeaders: { 'sec-gpc': '1' } }, signal);
    await answer(page, 'Yes');
    await page.goto(`${ferryUrl}/cookies`);
    await button(page, 'Ask the chat').click();
    await page.getByRole('row', { name: /^Your visits Yes Off: your browser asks us not to/ }).waitFor();
    await page.getByRole('row', { name: 'How you left the chat Yes On' }).waitFor();
    expect(await bannerSays(page)).toBe(true);
  });

  test('what the banner refuses stays refused, whatever is pressed in the chat', async () => {
    const { page } = await visit();
    await answer(page, 'No');
    await openPrivacy(page);
    await visitsSwitch(page).click();
    expect(await visitsSwitch(page).getAttribute('aria-checked')).toBe('false');
    expect([await bannerSays(page), await chatAllows(page)]).toEqual([false, false]);
  });
});

describe('the cookie page', () => {
  test('shows what the chat may keep, as the chat tells it', async () => {
    const { page, wire, problems } = await visit();
    await answer(page, 'No');
    wire.clear();
    await page.goto(`${ferryUrl}/cookies`);
    await page.getByRole('table', { name: 'What the chat may keep on your device' }).waitFor();
    const names = await page.locator('.handlr-storage-name').allInnerTexts();
    const keys = deviceEntryNames.map((name) => wholeDeviceRegister[name].medium);
    expect(names).toEqual(keys.map((medium) => `handlr:rother-ferry:${'key' in medium ? medium.key : ''}`));
    await page.getByRole('row', { name: 'Your visits No Not asked' }).waitFor();
    expect(new Set(wire.to(gatewayUrl).map(({ url }) => new URL(url).pathname))).toEqual(
      new Set(['/sites/rother-ferry/loader.js', '/sites/rother-ferry/storage.html']),
    );
    expect(problems).toEqual([]);
  });

  test('says so where it cannot', async () => {
    const { page } = await visit();
    await page.route('**/storage.html', (route) => route.abort());
    await page.goto(`${ferryUrl}/cookies`);
    await page.getByText('It could not be loaded.').waitFor();
  });
});

test('the banner works where the chat is blocked', async () => {
  const { page, close } = await openPage(browser, { reducedMotion: 'reduce' });
  ends.push(close);
  await page.route(`${gatewayUrl}/**`, (route) => route.abort());
  await page.goto(ferryUrl);
  await answer(page, 'Yes');
  expect(await bannerSays(page)).toBe(true);
});

describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
  test('pleases axe and fits a 320 px screen', async () => {
    const { page } = await visit({ colorScheme, viewport: { width: 320, height: 640 } });
    expect(await runAxe(page)).toEqual([]);
    await banner(page).getByRole('button', { name: 'Choose' }).click();
    await preferences(page).waitFor();
    expect(await runAxe(page)).toEqual([]);
    await preferences(page).getByRole('button', { name: 'No to all' }).click();
    for (const path of ['/', '/cookies']) {
      await page.goto(`${ferryUrl}${path}`);
      await launcher(page).waitFor();
      await page.waitForLoadState('networkidle');
      expect(await runAxe(page), path).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(320);
    }
  });
});

import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { launchChromium, nothingStored, type OpenedPage, readStorage, runAxe } from '../support/chromium.ts';
import { createHarness, type Harness } from './console-harness/open-console.ts';

let browser: Browser;
let harness: Harness;
let opened: OpenedPage;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
  harness = await createHarness(browser);
});
afterAll(() => browser?.close());
afterEach(async () => {
  expect(opened.problems).toEqual([]);
  await opened.close();
});

async function open(options: Parameters<Harness['open']>[1] = {}): Promise<void> {
  opened = await harness.open('', { viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce', ...options });
  ({ page } = opened);
}

const row = (text: string) => page.locator('.chat-row', { hasText: text });
const visits = () => page.getByRole('region', { name: 'Visits' });
const trail = () => visits().locator('.trail-page');
const asked = () =>
  page.evaluate(() => globalThis.gateway.requests.filter(({ name }) => name === 'visitor:history').length);

test('visits, the way through the site and earlier chats are shown of a visitor who agreed', async () => {
  await open();
  await row('Nora Whitfield').click();
  await visits().getByText('6 visits').waitFor();
  expect(await trail().count()).toBe(5);
  expect(await trail().first().textContent()).toContain('Delivery');
  await visits().getByRole('button', { name: 'Show all 9 pages' }).press('Enter');
  expect(await trail().count()).toBe(9);
  await visits().getByRole('button', { name: 'Show fewer' }).press('Enter');
  expect(await trail().count()).toBe(5);
  expect(await visits().locator('.earlier-chat').first().textContent()).toContain('17 minutes');
  // What is withheld of another purpose stays veiled.
  expect(await page.locator('.veil').count()).toBe(1);
  expect(await readStorage(page)).toEqual(nothingStored);
});

test('what the visitor withdraws leaves the screen at once, and comes back with consent', async () => {
  await open();
  await row('Nora Whitfield').click();
  await trail().first().waitFor();
  await page.evaluate(() => globalThis.gateway.decideHistory('teapot', 'withheld'));
  await visits().waitFor({ state: 'detached' });
  expect(await page.getByText('/shop/tide-mug').count()).toBe(0);
  expect(await page.locator('.fact', { hasText: 'Earlier visits' }).textContent()).toContain(
    'hasn’t agreed to history',
  );
  await page.evaluate(() => globalThis.gateway.decideHistory('teapot', 'granted'));
  await trail().first().waitFor();
  expect(await asked()).toBe(2);
});

test('where the law asks for no consent, it is said until when something is allowed', async () => {
  await open();
  await row('Ángel').click();
  const purpose = page.locator('.purpose', { hasText: 'Counted in statistics' });
  expect(await purpose.textContent()).toContain('Until they object');
});

test('of those who did not agree nothing is asked', async () => {
  await open();
  await row('Visitor from Germany').click();
  await page.getByText('What we may keep').waitFor();
  expect(await visits().count()).toBe(0);
  expect(await asked()).toBe(0);
});

test('a failure is said kindly and can be tried again; a refusal veils', async () => {
  await open();
  await page.evaluate(() => globalThis.gateway.refuseHistory('unavailable'));
  await row('Nora Whitfield').click();
  await visits().getByRole('alert').getByText('didn’t load').waitFor();
  await page.evaluate(() => globalThis.gateway.refuseHistory(null));
  await visits().getByRole('button', { name: 'Try again' }).click();
  await trail().first().waitFor();
  await page.evaluate(() => globalThis.gateway.refuseHistory('withheld'));
  await row('山田').click();
  await visits().locator('.veil').waitFor();
  expect(await visits().textContent()).toContain('hasn’t agreed to history');
});

test('an agent whose chat is erased is told why it is gone, and keeps the keyboard', async () => {
  await open();
  await row('Nora Whitfield').click();
  await page.locator('#composer').fill('Half a sentence');
  await page.evaluate(() => globalThis.gateway.erase('teapot'));
  await page.getByRole('status').getByText('The visitor had this chat erased').waitFor();
  await page.getByText('Pick a chat to read it').waitFor();
  expect(await page.getByText('Nora').count()).toBe(0);
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Handlr');
  await page.keyboard.press('j');
  await page.locator('#conversation-title:focus').waitFor();
});

test.each([
  ['light', 1440],
  ['dark', 320],
] as const)('axe finds nothing, and nothing overflows: %s, %i px', async (colorScheme, width) => {
  await open({ colorScheme, viewport: { width, height: 800 } });
  const check = async (state: string): Promise<void> => {
    expect(await runAxe(page), state).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), state).toBeLessThanOrEqual(width);
  };
  await page.evaluate(() => globalThis.gateway.holdHistory(true));
  await row('Nora Whitfield').click();
  if (width < 1200) await page.getByRole('button', { name: 'Visitor’s card' }).click();
  await visits().locator('.skeleton').first().waitFor();
  await check('loading');
  await page.evaluate(() => globalThis.gateway.holdHistory(false));
  await visits()
    .getByRole('button', { name: /Show all/ })
    .click();
  await check('shown');
  await page.evaluate(() => globalThis.gateway.decideHistory('teapot', 'withheld'));
  await visits().waitFor({ state: 'detached' });
  await check('withdrawn');
  await page.evaluate(() => {
    globalThis.gateway.refuseHistory('unavailable');
    globalThis.gateway.decideHistory('teapot', 'granted');
  });
  await visits().getByRole('alert').waitFor();
  await check('failed');
  await page.evaluate(() => globalThis.gateway.erase('teapot'));
  await page.getByText('had this chat erased').waitFor();
  await check('erased');
});

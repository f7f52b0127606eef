import { join } from 'node:path';
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
  await page.locator('.chat-row').first().waitFor();
}

const rows = () => page.locator('.visitors-table tbody tr');
const toVisitors = () => page.getByRole('button', { name: 'Visitors' }).click();
const chatRow = (text: string) => page.locator('.chat-row', { hasText: text });
/** Where a folder is named, what is checked can be looked at as well. */
async function picture(name: string): Promise<void> {
  const folder = process.env['HANDLR_PICTURES'];
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`) });
}

test('who is here is listed, follows what they do, and leads to their chat', async () => {
  await open();
  await toVisitors();
  await page.getByText('6 here now').waitFor();
  expect(await rows().first().textContent()).toContain('/shop/blue-teapot');
  expect(await rows().first().textContent()).toContain('spring sale');
  await page.evaluate(() => globalThis.gateway.visitorMoves(0, '/about'));
  await expect.poll(() => rows().first().textContent()).toContain('/about');
  await page.evaluate(() => globalThis.gateway.visitorLeaves(1));
  await page.getByText('5 here now').waitFor();
  expect(await readStorage(page)).toEqual(nothingStored);
  await rows().first().getByRole('button', { name: /open/i }).press('Enter');
  await page.locator('.conversation').getByText('Nora Whitfield').first().waitFor();
  const asked = await page.evaluate(() => globalThis.gateway.requests.map(({ name }) => name));
  expect(asked.filter((name) => name.startsWith('visitors:'))).toEqual(['visitors:watch', 'visitors:unwatch']);
});

test('nobody, a site that does without, a failure and a lost connection each say what they are', async () => {
  await open();
  await page.evaluate(() => globalThis.gateway.refuseVisitors(true));
  await toVisitors();
  await page.getByRole('alert').getByText('The list didn’t load').waitFor();
  await page.evaluate(() => {
    globalThis.gateway.refuseVisitors(false);
    globalThis.gateway.doWithoutHistory();
  });
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('Nobody is here at the moment').waitFor();
  expect(await page.locator('.visitors-withheld').textContent()).toContain('does without history');
  await picture('visitors-withheld');
  await page.evaluate(() => globalThis.gateway.drop());
  await page.getByText('Not up to date').waitFor();
  await page.evaluate(() => {
    globalThis.gateway.fillVisitors(2);
    globalThis.gateway.restore();
  });
  await page.getByText('2 here now').waitFor();
});

test('a thousand visitors are drawn, and one of them moving is drawn at once', async () => {
  await open();
  await page.evaluate(() => globalThis.gateway.fillVisitors(1_000));
  await toVisitors();
  await page.getByText('1000 here now').waitFor();
  expect(await rows().count()).toBe(1_000);
  const tookMs = await page.evaluate(async () => {
    const at = performance.now();
    globalThis.gateway.visitorMoves(999, '/moved');
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return performance.now() - at;
  });
  expect(await rows().last().textContent()).toContain('/moved');
  // A machine that does much else at the same time takes longer than an agent’s.
  expect(tookMs).toBeLessThan(1_000);
});

test('an earlier chat is read where the card is, and goes when the visitor withdraws', async () => {
  await open();
  await page.evaluate(() => globalThis.gateway.refuseTranscript('unavailable'));
  await chatRow('Nora Whitfield').click();
  await page.locator('.earlier-chat').first().getByRole('button').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('alert').getByText('didn’t load').waitFor();
  await page.evaluate(() => globalThis.gateway.refuseTranscript(null));
  await dialog.getByRole('button', { name: 'Try again' }).click();
  await dialog.getByText('It holds 1.4 litres.').waitFor();
  expect(await runAxe(page)).toEqual([]);
  await picture('earlier-chat');
  expect(await dialog.getByRole('textbox').count()).toBe(0);
  await page.evaluate(() => globalThis.gateway.decideHistory('teapot', 'withheld'));
  await dialog.waitFor({ state: 'detached' });
  await page.evaluate(() => {
    globalThis.gateway.decideHistory('teapot', 'granted');
    globalThis.gateway.refuseTranscript('withheld');
  });
  await page.locator('.earlier-chat').first().getByRole('button').click();
  await dialog.getByText('isn’t there any more').waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
});

test('the card tells where the visit came from, why it is a new one, and how long pages were looked at', async () => {
  await open();
  await chatRow('Nora Whitfield').click();
  const card = page.getByRole('region', { name: 'Visits' });
  await card.getByText('newsletter', { exact: true }).waitFor();
  const words = await card.textContent();
  for (const part of ['spring sale', 'www.duckduckgo.example', 'with another campaign', '40 s', '3 min']) {
    expect(words).toContain(part);
  }
});

test.each([
  ['light', 1440],
  ['dark', 1440],
  ['light', 768],
  ['dark', 768],
  ['light', 320],
] as const)('axe finds nothing, and nothing overflows: %s, %i px', async (colorScheme, width) => {
  await open({ colorScheme, viewport: { width, height: 900 } });
  await toVisitors();
  await rows().first().waitFor();
  await picture(`visitors-${width}-${colorScheme}`);
  expect(await runAxe(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  await page.getByRole('button', { name: 'Inbox' }).click();
  await chatRow('Nora Whitfield').click();
  if (width < 1200) await page.getByRole('button', { name: 'Visitor’s card' }).click();
  await page.getByText('Pages, newest first').waitFor();
  await picture(`card-${width}-${colorScheme}`);
  expect(await runAxe(page)).toEqual([]);
});

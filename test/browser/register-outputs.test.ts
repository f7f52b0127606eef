import { processingRecord, renderProcessingRecord, renderStorageTable } from '@handlr/privacy/register-outputs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium, openPage, runAxe } from '../support/chromium.ts';
import { wrenShop } from '../unit/register-outputs/wren-shop.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
  test('the processing record pleases axe and fits a 320 px screen', async () => {
    const { page, problems, wire, close } = await openPage(browser, {
      colorScheme,
      viewport: { width: 320, height: 640 },
    });
    await page.setContent(renderProcessingRecord(processingRecord(wrenShop, { nowMs: Date.now() })));
    expect(await runAxe(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    expect([problems, wire.requests]).toEqual([[], []]);
    await close();
  });
});

test('the storage table is markup as a browser writes it, and pleases axe in a page', async () => {
  const { page, close } = await openPage(browser);
  const table = renderStorageTable(wrenShop);
  await page.setContent(
    `<!doctype html><html lang="en"><title>Cookies</title><main><h1>Cookies</h1>${table}</main></html>`,
  );
  expect(await page.locator('main > div').evaluate((element) => element.outerHTML)).toBe(table);
  expect(await runAxe(page)).toEqual([]);
  await close();
});

import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium, nothingStored, readStorage, runAxe } from '../support/chromium.ts';
import { createHarness, type Harness } from './console-harness/open-console.ts';

let browser: Browser;
let harness: Harness;

beforeAll(async () => {
  browser = await launchChromium();
  harness = await createHarness(browser);
});
afterAll(() => browser?.close());

test.each([
  [1440, 'light'],
  [1440, 'dark'],
  [768, 'dark'],
  [320, 'light'],
] as const)('SES9 SES10 the agent sees that a visitor came back to a chat: %i px, %s', async (width, colorScheme) => {
  const { page, problems, close } = await harness.open('', {
    viewport: { width, height: 900 },
    reducedMotion: 'reduce',
    colorScheme,
  });
  /** Where a folder is named, what is checked can be looked at as well. */
  const picture = async (name: string): Promise<void> => {
    const folder = process.env['HANDLR_PICTURES'];
    if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`) });
  };
  const line = page.locator('.session-line');
  const fact = page.locator('.fact', { hasText: 'Chat session' });

  await page.locator('.chat-row', { hasText: 'Tomasz' }).click();
  await page.getByText('Na którą datę?', { exact: false }).last().waitFor();
  expect([await line.count(), await fact.count()]).toEqual([0, 0]);
  await page.evaluate(() => globalThis.gateway.visitorSays('done', 'Na piątek, proszę.'));
  await line.waitFor();
  expect(await line.textContent()).toBe('Wrote again after 3 hours');
  await picture('came-back');
  await page.evaluate(() => globalThis.gateway.visitorSays('done', 'Dziękuję!'));
  await page.getByText('Dziękuję!').last().waitFor();
  expect(await line.count()).toBe(1);
  if (!(await fact.isVisible())) await page.getByRole('button', { name: 'Visitor’s card' }).click();
  await fact.waitFor();
  expect(await fact.textContent()).toMatch(/^Chat session2, since Today, \d/);
  await picture('chat-session');
  expect(await runAxe(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  expect([await readStorage(page), problems]).toEqual([nothingStored, []]);
  await close();
});

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium, runAxe } from '../support/chromium.ts';
import { createHarness, type Harness } from './console-harness/open-console.ts';

let browser: Browser;
let harness: Harness;
beforeAll(async () => {
  browser = await launchChromium();
  harness = await createHarness(browser);
});
afterAll(() => browser?.close());

test('CHD1 the agent’s card shows what went before the chat, and nothing where nothing did', async () => {
  const { page, problems, close } = await harness.open('', {
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
  });
  const section = page.getByRole('region', { name: 'Before the chat' });
  const rows = page.locator('.chat-row');
  await rows.first().waitFor();
  const shown: string[] = [];
  for (let at = 0; at < (await rows.count()); at += 1) {
    await rows.nth(at).click();
    await page.locator('.visitor-name').waitFor();
    if ((await section.count()) > 0) shown.push((await section.textContent()) ?? '');
    if ((await section.count()) > 0) expect(await runAxe(page)).toEqual([]);
  }
  expect(shown).toHaveLength(1);
  for (const words of ['shipping-help', 'returns', 'German', 'What is it about?', 'A parcel', 'WM-20481']) {
    expect(shown[0]).toContain(words);
  }
  expect(problems).toEqual([]);
  await close();
});

import { expect } from 'vitest';
import { chatInProgressGrid } from '../../behaviours/chat-in-progress/chat-in-progress.grid.ts';
import { openBox } from '../../support/open-box.ts';
import { write } from '../consent-grid/consent-site.ts';
import type { ChromiumGrid } from './chromium-browser.ts';

const { word, windowMs, keys, wire } = chatInProgressGrid;

export const chatInProgress: ChromiumGrid = {
  word,
  windowMs,
  keys,
  wire,
  act: ({ page }) => write(page, 'Hello'),
  async look({ page }, cell) {
    await openBox(page);
    const isThere = keys(cell).length > 0;
    if (isThere) await page.locator('.bubble', { hasText: 'Hello' }).waitFor();
    else await page.locator('.greeting').waitFor();
    expect(await page.locator('.bubble').count()).toBe(isThere ? 1 : 0);
  },
};

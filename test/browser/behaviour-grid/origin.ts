import { expect } from 'vitest';
import { originGrid } from '../../behaviours/origin/origin.grid.ts';
import { eventsSent, keptKeys, namesOf } from '../consent-grid/consent-site.ts';
import type { ChromiumGrid } from './chromium-browser.ts';

const { word, windowMs, keys, wire } = originGrid;

export const origin: ChromiumGrid = {
  word,
  windowMs,
  keys,
  wire,
  async act() {
    // To look at the page is all that it takes.
  },
  async look({ page, wire: sent }, cell) {
    if (keys(cell).length === 0) return;
    await expect.poll(() => eventsSent(sent)).toContain('visit:report');
    await expect.poll(async () => namesOf(await keptKeys(page))).toContain('origin');
  },
};

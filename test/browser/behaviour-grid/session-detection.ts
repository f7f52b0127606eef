import { expect } from 'vitest';
import { sessionDetectionGrid } from '../../behaviours/session-detection/session-detection.grid.ts';
import { eventsSent, keptKeys, namesOf } from '../consent-grid/consent-site.ts';
import type { ChromiumGrid } from './chromium-browser.ts';

const { word, windowMs, keys, wire } = sessionDetectionGrid;

export const sessionDetection: ChromiumGrid = {
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
    await expect.poll(async () => namesOf(await keptKeys(page))).toContain('session');
  },
};

import { expect } from 'vitest';
import { sessionDetectionGrid } from '../../behaviours/session-detection/session-detection.grid.ts';
import { keptKeys, namesOf } from '../consent-grid/consent-site.ts';
import type { ChromiumGrid } from './chromium-browser.ts';
import { expectExpired } from './expect-expired.ts';

const { word, windowMs, keys, wire } = sessionDetectionGrid;

export const sessionDetection: ChromiumGrid = {
  word,
  windowMs,
  keys,
  wire,
  async act() {
    // To look at the page is all that it takes.
  },
  async look(tab, cell) {
    if (keys(cell).length === 0) return expectExpired(tab, cell, 'session');
    const { page, here } = tab;
    await expect.poll(() => here().sent).toContain('visit:report');
    await expect.poll(async () => namesOf(await keptKeys(page))).toContain('session');
  },
};

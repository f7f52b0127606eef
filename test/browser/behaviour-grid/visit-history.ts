import { visitHistoryGrid } from '../../behaviours/visit-history/visit-history.grid.ts';
import { expect } from 'vitest';
import { keptKeys, namesOf } from '../consent-grid/consent-site.ts';
import type { ChromiumGrid } from './chromium-browser.ts';
import { expectExpired } from './expect-expired.ts';

const { word, windowMs, keys, wire } = visitHistoryGrid;

export const visitHistory: ChromiumGrid = {
  word,
  windowMs,
  keys,
  wire,
  async act() {
    // To look at the page is all that it takes.
  },
  async look(tab, cell) {
    if (keys(cell).length === 0) return expectExpired(tab, cell, 'visit-history');
    const { page, here } = tab;
    await expect.poll(() => here().sent).toContain('visit:report');
    await expect.poll(async () => namesOf(await keptKeys(page))).toContain('page-trail');
  },
};

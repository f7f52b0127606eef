import { expect } from 'vitest';
import { type Cell, mayBeKept } from '../grid/cells.ts';
import type { SimulatedGrid } from '../grid/simulated-browser.ts';

const isKnown = (cell: Cell): boolean => mayBeKept(cell, 'history');
const isBack = (cell: Cell): boolean => isKnown(cell) && cell.journey !== 'return after window';

/** Known again with `history`, and a stranger without it. */
export const visitHistoryGrid: SimulatedGrid = {
  word: 'visit-history',
  windowMs: 183 * 24 * 60 * 60 * 1000,
  keys: (cell) => (isBack(cell) ? ['local-storage visit-history', 'indexed-db page-trail'] : []),
  wire: (cell) =>
    isBack(cell)
      ? { seen: ['visit:report'] }
      : { unseen: ['visit:report'], never: cell.consent === 'denied' ? ['visit:report'] : [] },
  async act({ world }) {
    await world.pass(1_000);
  },
  async look({ handlr, gateway }, cell) {
    const kept = await handlr.keptOnDevice();
    expect(kept.some(({ entry }) => entry === 'visitHistory')).toBe(isBack(cell));
    if (cell.consent === 'granted') expect(gateway.visits.size).toBe(1);
  },
};

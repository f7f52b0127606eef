import { expect } from 'vitest';
import { type Cell, mayBeKept } from '../grid/cells.ts';
import type { SimulatedGrid } from '../grid/simulated-browser.ts';

const isKept = (cell: Cell): boolean => mayBeKept(cell, 'history') && cell.journey !== 'return after window';

/** Where a visitor came from is known while they agree, and told with each page. */
export const originGrid: SimulatedGrid = {
  word: 'origin',
  windowMs: 183 * 24 * 60 * 60 * 1000,
  keys: (cell) => (isKept(cell) ? ['local-storage origin'] : []),
  wire: (cell) =>
    isKept(cell)
      ? { seen: ['visit:report'] }
      : { unseen: ['visit:report'], never: cell.consent === 'denied' ? ['visit:report'] : [] },
  async act({ world }) {
    await world.pass(1_000);
  },
  async look({ handlr, gateway }, cell) {
    const kept = await handlr.keptOnDevice();
    expect(kept.some(({ entry }) => entry === 'origin')).toBe(isKept(cell));
    const told = gateway.allAsked('visit:report');
    // Every page tells the arrival on the first.
    if (isKept(cell)) {
      expect(new Set(told.map(({ arrival }) => JSON.stringify(arrival))).size).toBe(1);
      expect(told[0]).toMatchObject({ arrival: { entryUrl: 'https://shop.example/shop/blue-teapot' } });
    }
  },
};

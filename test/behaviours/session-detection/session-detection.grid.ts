import { expect } from 'vitest';
import { type Cell, mayBeKept } from '../grid/cells.ts';
import type { SimulatedGrid } from '../grid/simulated-browser.ts';

const isKept = (cell: Cell): boolean => mayBeKept(cell, 'history') && cell.journey !== 'return after window';

/** All that a visitor who agreed does within half an hour is one session, whatever page or tab it is done in. */
export const sessionDetectionGrid: SimulatedGrid = {
  word: 'session-detection',
  windowMs: 183 * 24 * 60 * 60 * 1000,
  keys: (cell) => (isKept(cell) ? ['local-storage session'] : []),
  wire: (cell) =>
    isKept(cell)
      ? { seen: ['visit:report'] }
      : { unseen: ['visit:report'], never: cell.consent === 'denied' ? ['visit:report'] : [] },
  async act({ world }) {
    await world.pass(1_000);
  },
  async look({ handlr, gateway }, cell) {
    const kept = await handlr.keptOnDevice();
    expect(kept.some(({ entry }) => entry === 'session')).toBe(isKept(cell));
    if (!isKept(cell)) return;
    const told = gateway.allAsked('visit:report').map(({ session }) => session);
    expect(told).toEqual(told.map(() => ({ number: 1, began: 'first' })));
  },
};

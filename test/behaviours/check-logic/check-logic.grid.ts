import { expect } from 'vitest';
import { type Cell, mayBeKept } from '../grid/cells.ts';
import type { SimulatedGrid } from '../grid/simulated-browser.ts';
import { passWithChunks } from './pass-with-chunks.ts';

const remembers = (cell: Cell): boolean => mayBeKept(cell, 'history') && cell.journey !== 'return after window';

/** A check that fires once in a visitor's life: with `history`, once; without it, never. */
export const checkLogicGrid: SimulatedGrid = {
  word: 'check-logic',
  windowMs: 183 * 24 * 60 * 60 * 1000,
  served: {
    checks: [{ id: 'once', when: { is: 'page', paths: ['/**'] }, then: [{ do: 'hide' }], scope: 'visitor' }],
  },
  keys: (cell) => (remembers(cell) ? ['local-storage check-logic'] : []),
  wire: () => ({ never: ['chat:open', 'message:send'] }),
  async act({ handlr, world }) {
    await passWithChunks(world, 1_000);
    const isGranted = handlr.consent?.get().history === true;
    expect(handlr.checks?.view().isHidden ?? false, 'fired').toBe(isGranted);
  },
  async look({ handlr, world }, cell) {
    await passWithChunks(world, 1_000);
    // Where nothing is kept it cannot be known that it has fired.
    if (cell.consent === 'storage blocked') return;
    expect(handlr.checks?.view().isHidden ?? false, 'fired again').toBe(false);
  },
};

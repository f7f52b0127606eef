import { expect } from 'vitest';
import { type Cell, keepsSession, mayBeKept } from '../grid/cells.ts';
import type { SimulatedGrid } from '../grid/simulated-browser.ts';
import { welcome } from '../check-logic/open-checks-tab.ts';
import { passWithChunks } from '../check-logic/pass-with-chunks.ts';

const remembers = (cell: Cell): boolean => mayBeKept(cell, 'history');
/** It was prompted at all, and could send the prompt away. */
const wasPrompted = ({ consent }: Cell): boolean => consent === 'granted' || consent === 'withdrawn midway';

/** Prompted once and left alone then; those who do not agree are never prompted. */
export const promptSuppressionGrid: SimulatedGrid = {
  word: 'prompt-suppression',
  windowMs: 91 * 24 * 60 * 60 * 1000,
  served: { checks: [welcome] },
  keys: (cell) => [
    ...(remembers(cell) ? ['local-storage prompt-history'] : []),
    ...(wasPrompted(cell) && keepsSession(cell) ? ['session-storage prompt-dismissal'] : []),
  ],
  wire: () => ({ never: ['chat:open', 'message:send'] }),
  async act({ handlr, world }) {
    await passWithChunks(world, 6_000);
    handlr.checks?.dismiss();
  },
  async look({ handlr, world }, cell) {
    await passWithChunks(world, 60_000);
    const isShown = handlr.checks?.view().prompt !== undefined && handlr.checks.view().prompt !== null;
    expect(isShown, 'a prompt').toBe(remembers(cell) && cell.journey === 'return after window');
  },
};

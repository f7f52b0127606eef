import { limits } from '@handlr/protocol';
import { expect, vi } from 'vitest';
import { type Cell, keepsSession } from '../grid/cells.ts';
import type { SimulatedGrid } from '../grid/simulated-browser.ts';

/** It goes on in its tab, whatever the visitor allowed, and nowhere else. */
export const isThere = (cell: Cell): boolean => cell.consent !== 'storage blocked' && keepsSession(cell);

export const draftGrid: SimulatedGrid = {
  word: 'draft',
  windowMs: limits.resumeWindowMs,
  keys: (cell) => (isThere(cell) ? ['session-storage draft'] : []),
  // To have typed something is to have sent nothing.
  wire: () => ({ never: ['chat:open', 'chat:resume', 'message:send', 'typing:set'] }),
  async act({ handlr, world }) {
    handlr.open();
    handlr.draft.write({ text: 'Is it dishwasher-safe?', caret: 5 });
    await vi.dynamicImportSettled();
    await world.pass(1_000);
  },
  async look({ handlr }, cell) {
    expect(handlr.draft.read()).toMatchObject(
      isThere(cell) ? { text: 'Is it dishwasher-safe?', caret: 5 } : { text: '' },
    );
  },
};

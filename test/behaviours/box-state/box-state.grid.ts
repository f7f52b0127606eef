import { expect } from 'vitest';
import { type Cell, keepsSession } from '../grid/cells.ts';
import type { SimulatedGrid } from '../grid/simulated-browser.ts';

const place = { corner: 'start-end', inlinePx: 40, blockPx: 60, widthPx: 400, heightPx: 500 } as const;

/** For longer with `functionality`. */
const isRemembered = ({ journey, consent }: Cell): boolean =>
  consent === 'granted' && journey !== 'return after window';
/** In the tab while the chat goes on. */
const isInTab = (cell: Cell): boolean => cell.consent !== 'storage blocked' && keepsSession(cell);
export const isAsLeft = (cell: Cell): boolean => isRemembered(cell) || isInTab(cell);

export const boxStateGrid: SimulatedGrid = {
  word: 'box-state',
  windowMs: 183 * 24 * 60 * 60 * 1000,
  keys: (cell) => [
    ...(isRemembered(cell) ? ['local-storage box-state'] : []),
    // Once it is as it was left, a tab with a chat goes on with it.
    ...(isAsLeft(cell) ? ['session-storage box-state'] : []),
  ],
  // Where the box stands opens no chat, and is in none of the events that there are.
  wire: () => ({ unseen: ['chat:open', 'message:send'] }),
  async act({ handlr, world }) {
    handlr.open();
    handlr.send('Hello');
    handlr.arrange(place);
    await world.pass(1_000);
  },
  async look({ handlr, gateway }, cell) {
    expect(handlr.state()).toMatchObject(isAsLeft(cell) ? { box: 'open', place } : { box: 'closed', place: null });
    expect(JSON.stringify(gateway.asked)).not.toMatch(/start-end|inlinePx/);
  },
};

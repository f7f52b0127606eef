import { limits } from '@handlr/protocol';
import { expect } from 'vitest';
import { bodies } from '../../unit/sdk/open-tab.ts';
import type { Cell } from '../grid/cells.ts';
import type { SimulatedGrid } from '../grid/simulated-browser.ts';

const goesOn = ({ journey, consent }: Cell): boolean =>
  consent !== 'storage blocked' && journey !== 'return after window';

/** A chat needs no consent: it goes on wherever the visitor goes, and nothing of it is there once its time is over. */
export const chatInProgressGrid: SimulatedGrid = {
  word: 'chat-in-progress',
  windowMs: limits.resumeWindowMs,
  keys: (cell) => (goesOn(cell) ? ['local-storage chat-in-progress'] : []),
  wire: (cell) =>
    goesOn(cell) ? { seen: ['chat:resume'], unseen: ['chat:open'] } : { unseen: ['chat:resume', 'chat:open'] },
  async act({ handlr, world }) {
    handlr.open();
    handlr.send('Hello');
    await world.pass(1_000);
  },
  async look({ handlr }, cell) {
    expect(bodies(handlr)).toEqual(goesOn(cell) ? ['Hello'] : []);
  },
};

import type { Handlr, Sight } from '@handlr/sdk';
import { limits } from '@handlr/protocol';
import { expect } from 'vitest';
import type { Cell } from '../grid/cells.ts';
import type { SimulatedGrid } from '../grid/simulated-browser.ts';

const anchor = { seq: 20, offsetPx: -5 };

const isBack = ({ journey, consent }: Cell): boolean =>
  consent !== 'storage blocked' && journey !== 'return after window';

/** The place needs no consent: it is found again wherever the chat goes on, and goes with it. */
export const transcriptPositionGrid: SimulatedGrid = {
  word: 'transcript-position',
  windowMs: limits.resumeWindowMs,
  keys: (cell) => (isBack(cell) ? ['local-storage transcript-position'] : []),
  // All that is said of it is how far was read, in the chat.
  wire: (cell) =>
    isBack(cell) ? { seen: ['chat:resume'] } : { unseen: ['chat:resume', 'read:mark', 'message:fetch'] },
  async act({ handlr, gateway, world }) {
    // Only what has been on the screen is read.
    handlr.setShown(0);
    handlr.open();
    handlr.send('Hello');
    await world.pass(1_000);
    for (let at = 0; at < 40; at += 1) gateway.say(`Line ${at}`);
    await world.pass(1_000);
    await watch(handlr, true);
    await world.pass(1_000);
    expect(gateway.lastAsked('read:mark')).toMatchObject({ seq: 25 });
  },
  async look({ handlr, world }, cell) {
    handlr.open();
    const places = await watch(handlr, false);
    await world.pass(1_000);
    expect(places).toEqual(isBack(cell) ? [anchor] : []);
  },
};

/** A screen on which the reader has scrolled, or which has just been drawn. */
async function watch(handlr: Handlr, hasScrolled: boolean) {
  const places: unknown[] = [];
  const sight: Sight = {
    place: (place) => void places.push(place),
    hold: () => {},
    hasLeftEnd: () => false,
    measure: () =>
      handlr.state().messages.length === 0
        ? null
        : { anchor, isAtEnd: false, isNearTop: false, shownSeq: hasScrolled ? 25 : 0 },
    changed: () => {},
  };
  const followed = await handlr.followTranscript(sight);
  followed.drawn();
  handlr.subscribe(followed.drawn);
  if (hasScrolled) followed.scrolled();
  return places;
}

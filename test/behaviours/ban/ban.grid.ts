import { expect } from 'vitest';
import type { SimulatedGrid } from '../grid/simulated-browser.ts';

const dayMs = 24 * 60 * 60 * 1000;
const minuteMs = 60_000;

/** The gateway closes the chat for a day. Consent changes nothing of it: its purpose is `security`. */
export const banGrid: SimulatedGrid = {
  word: 'ban',
  windowMs: dayMs + 2 * minuteMs,
  keys: ({ journey, consent }) =>
    consent === 'storage blocked' || journey === 'return after window' ? [] : ['local-storage ban'],
  wire: ({ journey }) =>
    journey === 'return after window'
      ? { seen: ['chat:open', 'message:send'] }
      : { unseen: ['chat:open', 'chat:resume', 'message:send', 'consent:state', 'visit:report'] },

  async act({ handlr, gateway, world }) {
    handlr.open();
    handlr.send('Hello');
    await world.pass(minuteMs);
    gateway.shut(Math.ceil(world.surroundings.nowMs() / minuteMs) * minuteMs + dayMs);
  },

  async look({ handlr, gateway, world }, { journey, consent }) {
    const isOver = journey === 'return after window';
    const isForgotten = consent === 'storage blocked';
    if (isOver) gateway.reopen();
    expect(handlr.state().closedUntil === null).toBe(isOver || isForgotten);
    const attempts = gateway.attempts();
    handlr.open();
    handlr.send('Anybody there?');
    await world.pass(10 * minuteMs);
    // A browser that keeps nothing knocks once, and is told.
    if (!isOver) expect(gateway.attempts() - attempts).toBe(isForgotten ? 1 : 0);
    expect(handlr.state().closedUntil === null).toBe(isOver);
    expect(gateway.socketCount()).toBe(isOver ? 1 : 0);
  },
};

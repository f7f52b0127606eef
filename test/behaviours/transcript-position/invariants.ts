import { pagesToLoad } from '@handlr/core';
import fc from 'fast-check';
import { expect } from 'vitest';
import { type Core, createReader, type Happening, type Trace } from './simulated-reader.ts';

const happenings: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({ type: fc.constant('scroll' as const), byPx: fc.integer({ min: -6_000, max: 4_000 }) }),
  fc.record({
    type: fc.constant('receive' as const),
    isOwn: fc.boolean(),
    count: fc.integer({ min: 1, max: 30 }),
  }),
  fc.record({ type: fc.constant('look' as const), isAttended: fc.boolean() }),
  fc.record({ type: fc.constant('resize' as const), scale: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ type: fc.constant('connect' as const), isConnected: fc.boolean() }),
  ...(['write', 'latest', 'page', 'snapshot'] as const).map((type) => fc.constant({ type })),
);

const journeys = fc.record({
  initialCount: fc.integer({ min: 1, max: 400 }),
  happenings: fc.array(happenings, { minLength: 1, maxLength: 25 }),
});

/** Each must hold after every step of any journey. */
export const invariants: Readonly<Record<string, (trace: Trace) => void>> = {
  'TRP1 at the end one stays at the end': ({ happening, before, after, isAtEnd, wasAtEnd }) => {
    if (happening.type !== 'receive' && happening.type !== 'resize') return;
    if (!wasAtEnd || before.isSeeking || before.place !== 'end') return;
    // Whoever looked away finds the first that is new instead.
    if (after.dividerSeq === null || after.isDividerRead) expect(isAtEnd).toBe(true);
  },
  'TRP1 elsewhere what is read stays where it is': ({ happening, before, after, sawBefore, offsetOf }) => {
    if (!['receive', 'look', 'connect', 'scroll'].includes(happening.type) || sawBefore === null) return;
    if (before.isSeeking || before.place === 'end' || after.place === 'end') return;
    expect(offsetOf(sawBefore.seq)).toBe(sawBefore.offsetPx);
  },
  'TRP2 whoever returns stands where they left': ({ happening, before, after, sawBefore, offsetOf, isAtEnd }) => {
    if (happening.type !== 'page' || before.isSeeking || before.place === 'end' || sawBefore === null) return;
    // Too far for what is loaded, or so near to either end that there is nothing more to scroll.
    if (after.isSeeking || after.firstSeq > sawBefore.seq || isAtEnd || offsetOf(1) >= 0) return;
    expect(offsetOf(sawBefore.seq)).toBe(sawBefore.offsetPx);
  },
  'TRP3 a place is looked for on ten pages at most': ({ pagesAsked }) => {
    expect(pagesAsked).toBeLessThanOrEqual(pagesToLoad + 1);
  },
  'TRP3 nothing counts as read, and nothing is kept, on the way': ({ after, shown, kept, keptBefore }) => {
    if (!after.isSeeking) return;
    expect(shown.filter((seq) => seq > 0)).toEqual([]);
    expect(kept).toBe(keptBefore);
  },
  'TRP4 it does not look for ever': ({ after, happening }) => {
    if (happening.type === 'connect' && happening.isConnected) expect(after.isSeeking).toBe(false);
  },
  'TRP5 the line never moves down while something beneath it is unread': ({ before, after, happening, unreadSeqs }) => {
    if (before.dividerSeq === null || before.isDividerRead) return;
    if (happening.type === 'page' || happening.type === 'write') return;
    if (!unreadSeqs.some((seq) => seq <= before.lastSeq)) return;
    expect(after.dividerSeq ?? Infinity).toBeLessThanOrEqual(before.dividerSeq);
  },
  'TRP6 the read mark never goes back': ({ before, after, shown }) => {
    expect(after.readSeq).toBeGreaterThanOrEqual(Math.min(before.readSeq, after.lastSeq));
    expect([...shown].toSorted((one, other) => one - other)).toEqual(shown);
  },
  'TRP6 what was not before the reader’s eyes is not read': ({ shown, lowestSeenSeq }) => {
    for (const seq of shown) expect(seq).toBeLessThanOrEqual(lowestSeenSeq);
  },
  'TRP7 whoever writes is at the end, without the line': ({ happening, after, isAtEnd }) => {
    if (happening.type !== 'write') return;
    expect(isAtEnd).toBe(true);
    expect(after.dividerSeq).toBeNull();
  },
  'TRP7 the latest is at the end': ({ happening, isAtEnd, before }) => {
    if (happening.type === 'latest' && before.lastSeq > 0) expect(isAtEnd).toBe(true);
  },
};

/** @throws of fast-check, with the shortest journey that breaks it */
export function tryJourneys(core: Core, holds: (trace: Trace) => void, numRuns: number): void {
  fc.assert(
    fc.property(journeys, ({ initialCount, happenings: steps }) => {
      const reader = createReader(core, initialCount);
      for (const happening of steps) holds(reader.play(happening));
    }),
    { numRuns, seed: 4 },
  );
}

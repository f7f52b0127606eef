import type { Random } from '@handlr/core';

/** A seeded source: the same seed gives the same run. */
export type TestRandom = Random & {
  /** A whole number from 0 to `bound` - 1. */
  below(bound: number): number;
  /** True in about `percent` of 100 calls. */
  chance(percent: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
};

/** Mulberry32 (Tommy Ettinger, public domain): small, fast, good enough to choose a schedule with. */
export function createTestRandom(seed: number): TestRandom {
  let state = seed >>> 0;

  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }

  const below = (bound: number): number => next() % bound;
  return {
    bytes: (length) => Uint8Array.from({ length }, () => next() & 0xff),
    below,
    chance: (percent) => below(100) < percent,
    pick: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new RangeError('Nothing to pick from');
      return item;
    },
  };
}

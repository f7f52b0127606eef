import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadMutant } from '../../support/load-mutant.ts';
import { type BoxCore, invariants, play, stories } from './invariants.ts';

const sources = join(import.meta.dirname, '../../../packages/core/src/box-state');
const file = 'box-place.ts';

/** One slip of the pen for each rule. */
const mutants: readonly (readonly [rule: string, from: string, to: string])[] = [
  ['BOX3', 'Math.min(lengthPx, roomPx - insetPx - marginPx)', 'lengthPx'],
  ['BOX3', 'Math.max(marginPx, Math.min(insetPx, roomPx - marginPx - length))', 'insetPx'],
  ['BOX4', "toInlineEndPx <= rect.inlinePx ? 'end' : 'start'", "'end'"],
  ['BOX4', "toBlockEndPx <= rect.blockPx ? 'end' : 'start'", "'start'"],
  ['BOX5', 'pull === 1 ? fromPx : endPx - stretched', 'fromPx'],
  ['BOX5', 'Math.min(bounds.mostPx, freePx)', 'freePx'],
  ['BOX6', 'return isNear ? dockBox(place, place.corner) : place;', 'return place;'],
];

test('BOX3 to BOX6: without a slip none is broken', async () => {
  expect(brokenBy(await loadMutant<BoxCore>(sources))).toEqual([]);
});

test.each(mutants)('%s is broken by a slip: %s', async (rule, from, to) => {
  expect(brokenBy(await loadMutant<BoxCore>(sources, { file, from, to }))).toContain(rule);
});

test('BOX3 to BOX6 have a mutant each', () => {
  expect(new Set(mutants.map(([rule]) => rule))).toEqual(
    new Set(Object.keys(invariants).map((name) => name.slice(0, 4))),
  );
});

function brokenBy(core: BoxCore): string[] {
  return Object.entries(invariants).flatMap(([name, holds]) => {
    const { failed } = fc.check(
      fc.property(stories, (story) => holds(play(core, story), core)),
      { numRuns: 1_000, seed: 4 },
    );
    return failed ? [name.slice(0, 4)] : [];
  });
}

import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadMutant } from '../../support/load-mutant.ts';
import { deeds, type DraftCore, invariants, play } from './invariants.ts';

const sources = join(import.meta.dirname, '../../../packages/core/src/draft');
const file = 'draft.ts';

/** One slip of the pen for each rule. */
const mutants: readonly (readonly [rule: string, from: string, to: string])[] = [
  ['DRA1', "case 'left':\n      return write(state)", "case 'left':\n      return [state, []]"],
  ['DRA1', 'if (state.dueAtMs !== null) return [state, []];', ''],
  ['DRA1', 'draftRestMs = 300', 'draftRestMs = 900'],
  ['DRA2', 'if (!saysSomething(state.draft)) return', 'return'],
  ['DRA3', 'if (!saysSomething(state.draft)) return write(state);', ''],
  ['DRA4', 'saysSomething(draft) ? draft : null', 'draft'],
  ['DRA5', 'isSame(wanted, kept) ? []', 'wanted.text === kept?.topic ? []'],
];

test('DRA1 to DRA5: without a slip none is broken', async () => {
  expect(brokenBy(await loadMutant<DraftCore>(sources))).toEqual([]);
});

test.each(mutants)('%s is broken by a slip: %s', async (rule, from, to) => {
  expect(brokenBy(await loadMutant<DraftCore>(sources, { file, from, to }))).toContain(rule);
});

test('DRA1 to DRA5 have a mutant each', () => {
  expect(new Set(mutants.map(([rule]) => rule))).toEqual(
    new Set(Object.keys(invariants).map((name) => name.slice(0, 4))),
  );
});

function brokenBy(core: DraftCore): string[] {
  return Object.entries(invariants).flatMap(([name, holds]) => {
    const { failed } = fc.check(
      fc.property(deeds, (done) => holds(play(core, done))),
      { numRuns: 1_000, seed: 4 },
    );
    return failed ? [name.slice(0, 4)] : [];
  });
}

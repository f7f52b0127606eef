import { join } from 'node:path';
import { expect, test } from 'vitest';
import { brokenBy, loadMutant, type Mutant } from '../../support/mutate.ts';
import { type Core, invariants } from './invariants.ts';

const source = join(import.meta.dirname, '../../../packages/core/src/origin/read-arrival.ts');

const mutants: readonly Mutant[] = [
  ['ORI1', 'return minimiseArrival({', 'return ({'],
  [
    'ORI2',
    'clickIds.find((name) => parameters.has(name)) ?? null',
    "parameters.get(clickIds.find((name) => parameters.has(name)) ?? '')",
  ],
  ['ORI3', 'entryUrl: isLanding ? url : null', 'entryUrl: url'],
  ['ORI3', "isFromOwn || referrer === '' ? null : referrer", "referrer === '' ? null : referrer"],
  ['ORI4', "if (campaign === null) return clickId ?? '';", "if (campaign !== null) return '';"],
];

test.each(mutants)('%s its mutant is noticed: %s', async (rule, from, to) => {
  const mutant = await loadMutant<Core>(source, [rule, from, to], import.meta.dirname);
  const broken = brokenBy(invariants, mutant);
  expect(broken.map((name) => name.split(' ')[0])).toContain(rule);
});

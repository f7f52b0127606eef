import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadMutant, rulesBrokenBy } from '../../support/load-mutant.ts';
import { type Core, invariants } from './invariants.ts';

const sources = join(import.meta.dirname, '../../../packages/core/src/origin');
const file = 'read-arrival.ts';

const mutants: readonly (readonly [rule: string, from: string, to: string])[] = [
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
  expect(rulesBrokenBy(invariants, await loadMutant<Core>(sources, { file, from, to }))).toContain(rule);
});

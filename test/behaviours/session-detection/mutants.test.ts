import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadMutant, rulesBrokenBy } from '../../support/load-mutant.ts';
import { type Core, invariants } from './invariants.ts';

const sources = join(import.meta.dirname, '../../../packages/core/src/session-detection');
type Mutant = readonly [rule: string, from: string, to: string];

const ofSession: readonly Mutant[] = [
  ['SES1', "if (state === null) return 'first'", "if (state === null) return 'idle'"],
  ['SES2', '>= idleMinutes * 60_000', '> idleMinutes * 60_000'],
  ['SES3', "campaign !== '' && campaign !== state.campaign", "campaign !== ''"],
  ['SES4', "=== dayIn(midnight, lastActiveAt) ? null : 'midnight'", '=== dayIn(midnight, lastActiveAt) ? null : null'],
  ['SES5', 'state.number + 1', 'state.number + 2'],
  ['SES6', 'nowMs <= lastActiveAt', 'false'],
];
const ofVisits: readonly Mutant[] = [
  ['SES7', "session.began === 'campaign' || session.began === 'midnight'", 'true'],
  ['SES8', 'session.number > known.sessionNumber', 'session.number >= known.sessionNumber'],
];

test.each([
  ...ofSession.map((mutant) => ['session.ts', ...mutant] as const),
  ...ofVisits.map((mutant) => ['count-visit.ts', ...mutant] as const),
])('in %s %s its mutant is noticed: %s', async (file, rule, from, to) => {
  expect(rulesBrokenBy(invariants, await loadMutant<Core>(sources, { file, from, to }))).toContain(rule);
});

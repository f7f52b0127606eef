import { join } from 'node:path';
import { beginsVisit, followSession } from '@handlr/core';
import { expect, test } from 'vitest';
import { brokenBy, loadMutant, type Mutant } from '../../support/mutate.ts';
import { type Core, invariants } from './invariants.ts';

const sources = join(import.meta.dirname, '../../../packages/core/src/session-detection');
const core: Core = { followSession, beginsVisit };

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

test.each(ofSession)('%s its mutant is noticed: %s', async (rule, from, to) => {
  const mutant = await loadMutant<Pick<Core, 'followSession'>>(
    join(sources, 'session.ts'),
    [rule, from, to],
    import.meta.dirname,
  );
  expect(brokenBy(invariants, { ...core, ...mutant }).map((name) => name.split(' ')[0])).toContain(rule);
});

test.each(ofVisits)('%s its mutant is noticed: %s', async (rule, from, to) => {
  const mutant = await loadMutant<Pick<Core, 'beginsVisit'>>(
    join(sources, 'count-visit.ts'),
    [rule, from, to],
    import.meta.dirname,
  );
  expect(brokenBy(invariants, { ...core, ...mutant }).map((name) => name.split(' ')[0])).toContain(rule);
});

import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadMutant, rulesBrokenBy, type Slip } from '../../support/load-mutant.ts';
import { invariants, type Resolve } from './invariants.ts';

const sources = join(import.meta.dirname, '../../../packages/privacy/src/consent');

/** One slip of the pen for each rule: what stands in the source, and what would stand there. */
const mutants: readonly (readonly [rule: string, file: string, from: string, to: string])[] = [
  ['CON1', 'resolve-consent.ts', 'return { allowed: hasActed, state', 'return { allowed: true, state'],
  ['CON2', 'resolve-consent.ts', 'allowed: denier === undefined && (', 'allowed: ('],
  ['CON3', 'resolve-consent.ts', '(granter !== undefined || isExempt)', '(isExempt)'],
  ['CON3', 'resolve-consent.ts', '&& !policy.bannerMayGrant', '&& policy.bannerMayGrant'],
  [
    'CON4',
    'resolve-consent.ts',
    '(granter !== undefined || isExempt)',
    '(hasActed || granter !== undefined || isExempt)',
  ],
  ['CON5', 'resolve-consent.ts', "basis === 'exempt-with-objection' && hasActed", "basis === 'exempt-with-objection'"],
  ['CON5', 'basis.ts', "statistics: 'exempt-with-objection'", "statistics: 'consent'"],
  [
    'CON6',
    'resolve-consent.ts',
    "policy.denies.includes(purpose) ? 'denied' : 'silent'",
    "policy.denies.includes(purpose) ? 'denied' : 'granted'",
  ],
  ['CON7', 'resolve-consent.ts', "gpc && purpose === 'history' && !isOverridden", 'gpc && !isOverridden'],
  ['CON7', 'resolve-consent.ts', "gpc && purpose === 'history' && !isOverridden", 'false'],
  ['CON8', 'resolve-consent.ts', 'policy.gpcOverride && choice', 'choice'],
  ['CON8', 'resolve-consent.ts', '?.overGpc === true', '?.overGpc !== undefined'],
  ['CON9', 'decision.ts', 'nowMs < decidedAt + decisionLifetimeMs', 'nowMs <= decidedAt + decisionLifetimeMs'],
  ['CON9', 'decision.ts', 'policyVersion === version && ', ''],
  [
    'CON10',
    'resolve-consent.ts',
    "choice === 'granted' ? 'granted' : 'denied'",
    "choice === 'withdrawn' ? 'denied' : 'granted'",
  ],
  ['CON10', 'resolve-consent.ts', "if (choice !== undefined && choice !== 'granted') return choice;", ''],
  ['CON11', 'resolve-consent.ts', 'settledBy: denier ?? granter ?? null', 'settledBy: granter ?? denier ?? null'],
  ['CON12', 'per-purpose.ts', "    contact: value('contact'),\n", ''],
];

describe('CON1 to CON12: a slip in the resolver is noticed', () => {
  test('without a slip nothing is', async () => {
    expect(rulesBrokenBy(invariants, await resolver())).toEqual([]);
  });

  test.each(mutants.map((mutant, at) => [mutant[0], at, mutant] as const))(
    '%s, mutant %i',
    async (rule, _at, [, file, from, to]) => {
      expect(rulesBrokenBy(invariants, await resolver({ file, from, to }))).toContain(rule);
    },
  );

  test('every rule has a mutant', () => {
    const rules = Object.keys(invariants).flatMap((name) => /^CON\d+/.exec(name)?.[0] ?? []);
    expect(rules.filter((rule) => !mutants.some(([named]) => named === rule))).toEqual([]);
  });
});

async function resolver(slip?: Slip): Promise<Resolve> {
  const { resolveConsent } = await loadMutant<{ resolveConsent: Resolve }>(sources, slip);
  return resolveConsent;
}

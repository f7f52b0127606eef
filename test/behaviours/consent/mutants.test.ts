import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
  let folder = '';
  let files: readonly string[] = [];
  beforeAll(async () => {
    // Beside the tests, so that the packages that it imports are found.
    files = await readdir(sources);
    folder = await mkdtemp(join(import.meta.dirname, 'mutant-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('without a slip nothing is', async () => {
    expect(broken(await load('unchanged'))).toEqual([]);
  });

  test.each(mutants.map((mutant, at) => [mutant[0], at, mutant] as const))(
    '%s, mutant %i',
    async (rule, at, [, file, from, to]) => {
      const rules = broken(await load(`mutant-${at}`, { file, from, to }));
      expect(rules.length).toBeGreaterThan(0);
      expect(rules.map((name) => name.split(' ')[0])).toContain(rule);
    },
  );

  test('every rule has a mutant', () => {
    const rules = Object.keys(invariants).flatMap((name) => /^CON\d+/.exec(name)?.[0] ?? []);
    expect(rules.filter((rule) => !mutants.some(([named]) => named === rule))).toEqual([]);
  });

  async function load(name: string, slip?: { file: string; from: string; to: string }): Promise<Resolve> {
    for (const file of files) {
      let text = await readFile(join(sources, file), 'utf8');
      if (slip?.file === file) {
        expect(text).toContain(slip.from);
        text = text.replace(slip.from, slip.to);
      }
      for (const other of files) text = text.replaceAll(`'./${other}'`, `'./${name}-${other}'`);
      await writeFile(join(folder, `${name}-${file}`), text);
    }
    const { resolveConsent }: { resolveConsent: Resolve } = await import(
      pathToFileURL(join(folder, `${name}-resolve-consent.ts`)).href
    );
    return resolveConsent;
  }
});

function broken(resolve: Resolve): string[] {
  return Object.entries(invariants).flatMap(([name, holds]) => {
    try {
      holds(resolve);
      return [];
    } catch {
      return [name];
    }
  });
}

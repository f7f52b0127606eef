import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BanCore, commands, core, run } from './ban-driver.ts';
import { type Invariant, invariants } from './invariants.ts';

const sequences = { numRuns: 1_000, seed: 20_261_125 };

const check = ({ holds }: Invariant, by: BanCore) =>
  fc.check(
    fc.property(commands, (given) => holds(run(given, by))),
    sequences,
  );

test.each(invariants.map((invariant) => [invariant.rule, invariant.says, invariant] as const))(
  '%s in 1,000 sequences %s',
  (_rule, _says, invariant) => {
    const { failed, counterexample } = check(invariant, core);
    expect({ failed, counterexample }).toEqual({ failed: false, counterexample: null });
  },
);

/** One broken core for each invariant, which it must catch. */
const mutants: Readonly<Record<string, Partial<BanCore>>> = {
  BAN1: { isInForce: (term, nowMs) => core.isInForce({ ...term, endsAt: term.endsAt + 1 }, nowMs) },
  BAN2: { banEnd: (scope, forMs, nowMs) => core.banEnd(scope, undefined, nowMs) + Math.max(0, (forMs ?? 0) - 1) },
  BAN3: { extendedEnd: (_term, forMs, nowMs) => core.banEnd('network', forMs, nowMs) },
  BAN4: { isMeant: (ban, shown) => shown.some(({ subject }) => subject === ban.subject) },
  BAN5: { banEnd: (scope, forMs, nowMs) => core.banEnd(scope, forMs, nowMs) - 1 },
  BAN6: { banEpoch: (nowMs) => core.banEpoch(nowMs + 15 * 24 * 60 * 60_000) },
  BAN7: { destroyableKeys: (kept, _bans, nowMs) => kept.filter(({ epoch }) => epoch < core.banEpoch(nowMs)) },
  BAN8: { destroyableKeys: () => [] },
};

test.each(invariants.map((invariant) => [invariant.rule, invariant] as const))(
  '%s is broken by its mutant, and that is seen',
  (rule, invariant) => {
    expect(mutants[rule]).toBeDefined();
    expect(check(invariant, { ...core, ...mutants[rule] }).failed).toBe(true);
  },
);

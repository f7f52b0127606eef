import type { Condition, OpeningHours } from '@handlr/protocol';
import { answer } from './answer.ts';
import type { CheckFacts } from './facts.ts';
import { every, opposite, type Verdict } from './verdict.ts';

/*
 * CHK1  Every condition has a verdict of its own: it holds, it does not, it is withheld by consent, or it is not known yet.
 * CHK2  `all` fails with one that fails, and `any` holds with one that holds, whatever is withheld or unknown beside it.
 * CHK3  What is withheld stays so under `not`: leaving consent out never makes a condition true.
 * CHK4  A condition that this browser has no word for is unknown, so its check does not fire.
 * CHK5  Until the time at which it asks to be looked at again, time alone changes no verdict.
 */

/** A verdict for each part, in the form of the condition itself. */
export type Outcome = {
  readonly condition: Condition;
  readonly verdict: Verdict;
  /** Empty for a condition that is not a group. */
  readonly parts: readonly Outcome[];
  /** When time alone may change it; `Infinity`: never. */
  readonly againAtMs: number;
};

export function evaluate(condition: Condition, facts: CheckFacts, opening?: OpeningHours): Outcome {
  if ('is' in condition) {
    const [verdict, againAtMs = Infinity] = answer(condition, facts, opening);
    return { condition, verdict, parts: [], againAtMs };
  }
  const within = 'all' in condition ? condition.all : 'any' in condition ? condition.any : [condition.not];
  const parts = within.map((part) => evaluate(part, facts, opening));
  const verdicts = parts.map(({ verdict }) => verdict);
  return {
    condition,
    // Neither any of them is as much as not all of their opposites.
    verdict:
      'all' in condition ? every(verdicts) : opposite(every('any' in condition ? verdicts.map(opposite) : verdicts)),
    parts,
    againAtMs: Math.min(...parts.map((part) => part.againAtMs)),
  };
}

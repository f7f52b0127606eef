import type { Condition, ServedCheck } from '@handlr/protocol';
import { describeLeaf } from './describe-condition.ts';

/*
 * CHK14  Every check explains itself: in the site's own words, or in a sentence that speaks of each of its conditions.
 */

/** Why a check fired, for the visitor: the site's own sentence, or one made of the condition. */
export function explainCheck({ when, why }: Pick<ServedCheck, 'when' | 'why'>): string {
  return why ?? `You see this because ${describeCondition(when)}.`;
}

/** Words that follow "because" or "when": "you are on /shop/* and this is at least your 2nd visit". `fails`: that it does not hold. */
export function describeCondition(condition: Condition, fails = false): string {
  if ('is' in condition) return describeLeaf(condition, fails);
  if ('not' in condition) return describeCondition(condition.not, !fails);
  const isAll = 'all' in condition;
  const parts = (isAll ? condition.all : condition.any).map((part) => describeCondition(part, fails));
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  // Not all of them: one of their opposites.
  return isAll === fails ? `either ${parts.join(', or ')}` : list(parts, 'and');
}

function list(words: readonly string[], joint: string): string {
  return words.length < 3 ? words.join(` ${joint} `) : `${words.slice(0, -1).join(', ')}, ${joint} ${words.at(-1)}`;
}

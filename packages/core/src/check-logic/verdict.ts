/** Whether a condition holds; `withheld`: the visitor did not agree to its being known; `unknown`: it is not known yet. */
export type Verdict = boolean | 'withheld' | 'unknown';

/** CHK2 */
export function every(verdicts: readonly Verdict[]): Verdict {
  const weakest = ([false, 'withheld', 'unknown'] as const).find((verdict) => verdicts.includes(verdict));
  return weakest ?? true;
}

/** CHK3 */
export function opposite(verdict: Verdict): Verdict {
  return typeof verdict === 'boolean' ? !verdict : verdict;
}

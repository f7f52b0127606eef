import type { CheckAction, ServedCheck, ServedChecks } from '@handlr/protocol';
import { evaluate, type Outcome } from './evaluate.ts';
import type { CheckFacts } from './facts.ts';

/*
 * CHK6  A check fires once in its scope: a page view, a visit, a visitor's life; `always`, each time that its condition comes true.
 * CHK7  Without `history` nothing prompts, and a check whose scope is beyond the page does nothing, since nothing remembers that it fired.
 * CHK8  Without `history` the other actions of a check that asks for none of it are carried out.
 * CHK9  At most one check of a look prompts, the first in the site's order; the others wait and have not fired.
 */

/** Ids of checks by scope. The first two are of this page view and stay in memory; the others are what is kept, under `history`. */
export type Fired = {
  /** Those whose condition held at the last look. */
  readonly holding: readonly string[];
  readonly page: readonly string[];
  readonly visit: readonly string[];
  readonly visitor: readonly string[];
};

export type DueCheck = { readonly check: ServedCheck; readonly actions: readonly CheckAction[] };

export type Look = {
  /** To be carried out in this order, and then each to be noted by `noteFired`. */
  readonly due: readonly DueCheck[];
  /** What is to be handed to the next look. */
  readonly fired: Fired;
  readonly outcomes: readonly Outcome[];
  /** When to look again though nothing happens; null: only once something does. */
  readonly againAtMs: number | null;
};

export const nothingFired: Fired = { holding: [], page: [], visit: [], visitor: [] };

/** Which checks are to be carried out now. To be called when anything changes, and at `againAtMs`. */
export function lookAtChecks({ checks, opening }: ServedChecks, facts: CheckFacts, fired: Fired): Look {
  const outcomes = checks.map(({ when }) => evaluate(when, facts, opening));
  const due: DueCheck[] = [];
  const holding: string[] = [];
  let prompts = false;
  let againAtMs = Infinity;
  checks.forEach((check, at) => {
    const outcome = outcomes[at];
    if (outcome === undefined) return;
    if (!hasFired(check, { ...fired, holding: [] })) againAtMs = Math.min(againAtMs, outcome.againAtMs);
    if (outcome.verdict !== true) return;
    const actions = permittedActions(check, facts);
    const promptsToo = actions.some(isPrompt);
    if (hasFired(check, fired)) holding.push(check.id);
    else if (actions.length > 0 && !(prompts && promptsToo)) {
      holding.push(check.id);
      prompts ||= promptsToo;
      due.push({ check, actions });
    }
  });
  return { due, fired: { ...fired, holding }, outcomes, againAtMs: againAtMs === Infinity ? null : againAtMs };
}

/** CHK6 */
export function noteFired(fired: Fired, { id, scope }: ServedCheck): Fired {
  return scope === 'always' || fired[scope].includes(id) ? fired : { ...fired, [scope]: [...fired[scope], id] };
}

/** Another page is looked at: also when the address of a single-page site changes. */
export function forgetPage({ visit, visitor }: Fired): Fired {
  return { ...nothingFired, visit, visitor };
}

/** Another visit has begun. */
export function forgetVisit({ visitor }: Fired): Fired {
  return { ...nothingFired, visitor };
}

/** CHK7, CHK8 */
export function permittedActions({ then, scope }: ServedCheck, { history }: CheckFacts): readonly CheckAction[] {
  if (typeof history !== 'string') return then;
  return scope === 'visit' || scope === 'visitor' ? [] : then.filter((action) => !isPrompt(action));
}

function hasFired({ id, scope }: ServedCheck, fired: Fired): boolean {
  return fired[scope === 'always' ? 'holding' : scope].includes(id);
}

function isPrompt(action: CheckAction): boolean {
  return action.do === 'prompt';
}

import {
  type Check,
  checkFlags,
  type Condition,
  type LeafCondition,
  type ServedChecks,
  type SiteChecks,
} from '@handlr/protocol';

/*
 * CHK12  What a condition needs is seen from the condition alone: visits, past chats and an origin beyond this page need `history`, the rest nothing.
 * CHK13  Browsers are sent only checks that are on, without what is for staff alone; the loader's flags say which kinds there are.
 */

/** Of a condition that is not a group. */
export function needsHistory(condition: LeafCondition): boolean {
  if (condition.is === 'visits' || condition.is === 'past-chats') return true;
  return (condition.is === 'referrer' || condition.is === 'campaign') && (condition.of ?? 'page') !== 'page';
}

/** All single conditions in it, in their order. */
export function leavesOf(condition: Condition): readonly LeafCondition[] {
  if ('is' in condition) return [condition];
  if ('not' in condition) return leavesOf(condition.not);
  return ('all' in condition ? condition.all : condition.any).flatMap(leavesOf);
}

/** Whether anything of a check happens for a visitor who refuses `history`. An `any` may hold by its other branches. */
export function worksWithoutHistory({ when, then, scope }: Pick<Check, 'when' | 'then' | 'scope'>): boolean {
  const isShort = scope === 'page' || scope === 'always';
  return isShort && then.some((action) => action.do !== 'prompt') && mayHoldWithoutHistory(when);
}

/** CHK13 */
export function servedChecks({ opening, prompts, checks }: SiteChecks): ServedChecks {
  const served = checks.filter(({ on }) => on).map(({ name: _name, on: _on, ...check }) => check);
  return {
    ...(opening && {
      opening: {
        ...opening,
        ...(opening.holidays && { holidays: opening.holidays.map(({ name: _name, ...day }) => day) }),
      },
    }),
    ...(prompts && { prompts }),
    checks: served,
  };
}

/** The sum of `checkFlags`; 0 where browsers have nothing to do. */
export function flagsOf({ checks }: ServedChecks): number {
  const flags = new Set<number>();
  for (const check of checks) {
    const needs = leavesOf(check.when);
    if (needs.some(({ is }) => is === 'agents-available')) flags.add(checkFlags.availability);
    if (
      needs.some(needsHistory) ||
      !worksWithoutHistory(check) ||
      check.then.some((action) => action.do === 'prompt')
    ) {
      flags.add(checkFlags.withHistory);
    }
    if (!worksWithoutHistory(check)) continue;
    for (const action of check.then) {
      if (action.do === 'open' || action.do === 'hide' || action.do === 'language') flags.add(checkFlags.beforeOpening);
      else if (action.do !== 'prompt') flags.add(checkFlags.afterOpening);
    }
  }
  return [...flags].reduce((sum, flag) => sum + flag, 0);
}

function mayHoldWithoutHistory(condition: Condition): boolean {
  if ('is' in condition) return !needsHistory(condition);
  if ('not' in condition) return mayHoldWithoutHistory(condition.not);
  return 'all' in condition ? condition.all.every(mayHoldWithoutHistory) : condition.any.some(mayHoldWithoutHistory);
}

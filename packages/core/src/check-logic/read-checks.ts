import { type CheckFault, limits, type SiteChecks, siteChecksSchema } from '@handlr/protocol';
import * as v from 'valibot';
import { findActionFaults } from './action-faults.ts';
import { findConditionFaults } from './condition-faults.ts';
import { findOpeningFaults } from './opening-faults.ts';
import { findQuestionFaults } from './question-faults.ts';
import { schemaFault } from './schema-faults.ts';

/*
 * CHK15  What is not as it must be is refused whole, each fault with its place (a JSON path), a plain sentence and what to write instead.
 * CHK16  Refused are unknown words and keys, and patterns that are none; the nearest word that is known is offered.
 * CHK17  Refused are conditions that can never hold, that always hold, or stand there twice, and branches that can never be taken.
 * CHK18  Refused are questions that go round in a circle, that no answer leads to, or that lead to none.
 * CHK19  Refused are actions that undo each other or stand there twice.
 * CHK20  No pattern is costly, whatever it is: it takes at most its length times that of the text in steps.
 * CHK21  Refused are opening hours that run backwards, overlap, or are of no day of the calendar.
 */

export type ReadChecks =
  | { readonly ok: true; readonly checks: SiteChecks }
  | { readonly ok: false; readonly faults: readonly CheckFault[] };

/** Enough for a person to mend; whoever writes more wrong is told the rest after that. */
const faultsAtOnce = 50;

/** Groups, conditions and questions lie this deep at the most. */
const deepest = 12 + 2 * limits.checkDepth;

/** Reads what somebody wrote as a site's checks. Browsers need it not: what the gateway serves was read by it. */
export function readChecks(input: unknown): ReadChecks {
  if (!isShallow(input)) {
    return refused([{ path: '$', text: 'This is nested too deeply.', suggestion: 'Use fewer groups within groups.' }]);
  }
  const parsed = v.safeParse(siteChecksSchema, input);
  if (!parsed.success) return refused(parsed.issues.map(schemaFault));
  const checks = parsed.output;
  const faults = [...findOpeningFaults(checks), ...findIdFaults(checks), ...findLengthFault(checks)];
  checks.checks.forEach(({ when, then }, at) => {
    const path = `$.checks[${at}]`;
    faults.push(...findConditionFaults(when, `${path}.when`, checks.opening));
    faults.push(...findActionFaults(then, `${path}.then`));
    then.forEach((action, index) => {
      if (action.do === 'ask') faults.push(...findQuestionFaults(action.questions, `${path}.then[${index}].questions`));
    });
  });
  return faults.length === 0 ? { ok: true, checks } : refused(faults);
}

function refused(faults: readonly CheckFault[]): ReadChecks {
  return { ok: false, faults: faults.slice(0, faultsAtOnce) };
}

/** Looked at without recursion, before anything that recurses. */
function isShallow(input: unknown): boolean {
  let level: readonly unknown[] = [input];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return false;
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
  }
  return true;
}

function findIdFaults({ checks }: SiteChecks): CheckFault[] {
  return checks.flatMap(({ id }, at) => {
    if (checks.findIndex((check) => check.id === id) === at) return [];
    const suggestion = 'Give each check an id of its own.';
    return [{ path: `$.checks[${at}].id`, text: `Another check is called “${id}” already.`, suggestion }];
  });
}

function findLengthFault(checks: SiteChecks): CheckFault[] {
  if (JSON.stringify(checks).length <= limits.checksLength) return [];
  const text = `All checks together are longer than ${limits.checksLength} characters.`;
  return [{ path: '$', text, suggestion: 'Shorten texts, or take out checks that are off.' }];
}

import type { CheckAction, ServedCheck, ServedChecks } from '@handlr/protocol';
import { worksWithoutHistory } from './needs.ts';

/** What can be done of a check before anything but the loader has come. */
export function actsBeforeOpening(check: ServedCheck): boolean {
  return worksWithoutHistory(check) && check.then.some(isEarly);
}

export function isEarly({ do: what }: CheckAction): boolean {
  return what === 'open' || what === 'hide';
}

/** Of a site's checks those that act before the box is opened, without the rest; null where there are none. */
export function checksBeforeOpening({ opening, checks }: ServedChecks): ServedChecks | null {
  const early = checks
    .filter(actsBeforeOpening)
    .map(({ id, when, then, scope }) => ({ id, when, scope, then: then.filter(isEarly) }));
  return early.length === 0 ? null : { ...(opening && { opening }), checks: early };
}

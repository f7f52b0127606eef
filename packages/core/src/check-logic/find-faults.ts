import { type CheckFault, type SiteChecks, siteChecksSchema } from '@handlr/protocol';
import * as v from 'valibot';

export type ReadChecks =
  | { readonly ok: true; readonly checks: SiteChecks }
  | { readonly ok: false; readonly faults: readonly CheckFault[] };

/** Reads what somebody wrote as a site's checks, and says of every fault where it is and what to do. */
export function readChecks(input: unknown): ReadChecks {
  const parsed = v.safeParse(siteChecksSchema, input);
  if (parsed.success) return { ok: true, checks: parsed.output };
  return {
    ok: false,
    faults: parsed.issues.map((issue) => ({ path: v.getDotPath(issue) ?? '$', text: issue.message, suggestion: '' })),
  };
}

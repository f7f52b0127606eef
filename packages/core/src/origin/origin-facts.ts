import type { Arrival } from '@handlr/protocol';

/** What checks can ask about where a visit came from. */
export type OriginFacts = {
  /** Reduced; null where it is not known. */
  readonly entryPage: string | null;
  readonly referrerHost: string | null;
  readonly campaign: Arrival['campaign'];
  /** The page on which the visitor was first seen, in this visit or an earlier one. */
  readonly firstEver: string | null;
};

/** From what the device keeps under `history`; null where it keeps nothing. */
export function originFacts(kept: { readonly visit: Arrival; readonly first: Arrival } | null): OriginFacts | null {
  if (kept === null) return null;
  const { entryUrl, referrerHost, campaign } = kept.visit;
  return { entryPage: entryUrl, referrerHost, campaign, firstEver: kept.first.entryUrl };
}

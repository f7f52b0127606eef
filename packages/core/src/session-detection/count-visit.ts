import type { Session, SessionBeginning } from '@handlr/protocol';

/*
 * What the gateway counts as a visit. That count is the one that agents and visitors are shown; a device's number only says
 * which of its own sessions it speaks of.
 *
 * SES7  By the gateway's clock a visit begins after the site's idle time; a device's word of a pause counts for nothing (C14).
 * SES8  A device may say that a campaign or midnight began a session: counted once for each number above those heard of.
 */

export type CountedVisits = {
  readonly visits: number;
  readonly lastVisitAt: number;
  /** The highest number of a device's session that was heard of; 0 for none. */
  readonly sessionNumber: number;
};

/** Why this sign begins a visit, or null where the visit goes on. */
export function beginsVisit(
  known: CountedVisits | null,
  session: Session | null,
  idleMs: number,
  nowMs: number,
): SessionBeginning | null {
  if (known === null) return 'first';
  const isIdle = nowMs - known.lastVisitAt >= idleMs;
  const isSaid = session !== null && session.number > known.sessionNumber;
  if (isSaid && (session.began === 'campaign' || session.began === 'midnight')) return session.began;
  return isIdle ? 'idle' : null;
}

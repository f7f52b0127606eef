import { banLimits, type BanScope } from '@handlr/protocol';

/*
 * BAN1  A ban holds from when it is made until its end, to the millisecond and by the gateway's clock, or until it is lifted.
 * BAN2  A network is banned for a day where nobody says otherwise, all else for 30 days; nothing for longer than 90.
 * BAN3  A ban that is in force can be extended, at most to 90 days from then, and never becomes shorter by it.
 * BAN4  A ban hits its own site alone, and there its subject alone; a network's, those whose tag is of the same epoch.
 * BAN5  Bans end on a whole minute, so that the end that a device remembers tells nobody from others.
 */

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** When a ban holds. Milliseconds since 1970. */
export type BanTerm = { readonly createdAt: number; readonly endsAt: number; readonly liftedAt: number | null };

/** Whom a ban means: an opaque name of the chat, of the visitor or of the network, of one site. */
export type BanTarget = {
  readonly siteId: string;
  readonly scope: BanScope;
  readonly subject: string;
  /** Of the key that made a network's tag; null for other scopes. */
  readonly epoch: number | null;
};

export function defaultBanMs(scope: BanScope): number {
  return scope === 'network' ? dayMs : 30 * dayMs;
}

/** When a ban that is made now ends. `forMs` undefined: by default. */
export function banEnd(scope: BanScope, forMs: number | undefined, nowMs: number): number {
  const wantedMs = forMs ?? defaultBanMs(scope);
  const longestMs = Math.floor((nowMs + banLimits.longestMs) / minuteMs) * minuteMs;
  return Math.min(longestMs, Math.ceil((nowMs + Math.max(minuteMs, wantedMs)) / minuteMs) * minuteMs);
}

export function isInForce({ createdAt, endsAt, liftedAt }: BanTerm, nowMs: number): boolean {
  return createdAt <= nowMs && nowMs < endsAt && liftedAt === null;
}

/** The new end, or null where the ban is over. */
export function extendedEnd(term: BanTerm, forMs: number, nowMs: number): number | null {
  return isInForce(term, nowMs) ? Math.max(term.endsAt, banEnd('network', forMs, nowMs)) : null;
}

/** Whether somebody who shows these names is meant. An empty subject was forgotten, and means nobody. */
export function isMeant(ban: BanTarget, shown: readonly BanTarget[]): boolean {
  return (
    ban.subject !== '' &&
    shown.some(
      ({ siteId, scope, subject, epoch }) =>
        siteId === ban.siteId && scope === ban.scope && subject === ban.subject && epoch === ban.epoch,
    )
  );
}

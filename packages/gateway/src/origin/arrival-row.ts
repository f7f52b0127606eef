import type { VisitorOriginRow } from '@handlr/privacy';
import { type Arrival, campaignSchema, type Origin } from '@handlr/protocol';
import { nullable, parseJson, pipe, safeParse, string } from 'valibot';
import type { StoredOrigin, StoredOrigins, VisitorKey } from '../storage/index.ts';

/*
 * ORI5  The gateway reduces an arrival again, whatever the browser made of it.
 * ORI6  The first that is known stays; the visit's own is another when another visit begins.
 * ORI7  Nothing of it is kept without `history`, and it goes when that is withdrawn.
 */

/** What a device said of how its visit began, as the gateway keeps it once the gate has reduced it. */
export function arrivalRow({ siteId, visitorId }: VisitorKey, arrival: Arrival): VisitorOriginRow {
  const { entryUrl, referrerHost, campaign, clickId } = arrival;
  return { siteId, visitorId, which: 'visit', entryUrl, referrerHost, campaign: JSON.stringify(campaign), clickId };
}

export function originOnWire({ visit, first }: StoredOrigins): Origin | null {
  return visit === null || first === null ? null : { visit: arrivalOnWire(visit), first: arrivalOnWire(first) };
}

export function arrivalOnWire({ entryUrl, referrerHost, campaign, clickId }: StoredOrigin): Arrival {
  const parsed = safeParse(pipe(string(), parseJson(), nullable(campaignSchema)), campaign);
  return { entryUrl, referrerHost, campaign: parsed.success ? parsed.output : null, clickId };
}

import { consentWithoutDecision } from '@handlr/privacy';
import { type Refusal, supportedProtocolVersions, visitorHandshakeSchema } from '@handlr/protocol';
import { safeParse } from 'valibot';
import { isAllowedOrigin } from '../site/index.ts';
import type { Bans } from '../ban/bans.ts';
import type { Store } from '../storage/index.ts';
import type { Arrival } from './arrivals.ts';
import type { VisitorPrincipal } from './principal.ts';
import type { Limiter } from './rate-limits.ts';

export type Admission<Who> = { readonly ok: true; readonly principal: Who } | ({ readonly ok: false } & Refusal);

type Deps = {
  readonly store: Pick<Store, 'findSite'>;
  readonly bans: Pick<Bans, 'ofNetwork' | 'turnAway'>;
  readonly limitConnections: Limiter;
};

/** Lets a visitor's socket in: protocol version, site key, allowed origin, ban, rate limit. Its address is forgotten already. */
export function createAdmitVisitor({ store, bans, limitConnections }: Deps) {
  return async (handshake: unknown, arrival: Arrival): Promise<Admission<VisitorPrincipal>> => {
    const parsed = safeParse(visitorHandshakeSchema, handshake);
    if (!parsed.success) return { ok: false, code: 'invalid' };
    const { protocol, siteKey } = parsed.output;
    if (!supportedProtocolVersions.includes(protocol)) return { ok: false, code: 'version' };

    const site = await store.findSite(siteKey);
    if (site === null || !isAllowedOrigin(arrival.origin, site.allowedOrigins)) return { ok: false, code: 'not-found' };
    const ban = await bans.ofNetwork(site.siteId, arrival.networkTags);
    if (ban !== null) return { ok: false, ...bans.turnAway(ban) };
    const waitMs = await limitConnections(`${site.siteId}/${arrival.rateLimitTag}`);
    if (waitMs !== null) return { ok: false, code: 'too-many', retryAfterMs: waitMs };

    const principal: VisitorPrincipal = {
      kind: 'visitor',
      siteId: site.siteId,
      siteName: site.name,
      country: arrival.country,
      browser: arrival.browser,
      rateLimitTag: arrival.rateLimitTag,
      networkTags: arrival.networkTags,
      gpc: arrival.gpc,
      // Nothing is stored before the visitor opens the chat, and opening it is the first thing that a socket can do.
      consent: consentWithoutDecision({ chatOpened: true }),
      chats: new Set(),
      visitors: new Set(),
    };
    return { ok: true, principal };
  };
}

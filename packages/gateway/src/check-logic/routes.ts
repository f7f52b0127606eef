import { type Clock, nextOpening, servedChecks } from '@handlr/core';
import type { SiteRow } from '@handlr/privacy';
import type { Availability } from '@handlr/protocol';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createPacker, findNamedSite, isAllowedOrigin, sendPacked } from '../site/index.ts';
import type { SiteStore } from '../storage/index.ts';
import type { SiteChecksKeeper } from './site-checks.ts';

/*
 * CHK25  Checks and availability are the same bytes for everyone, kept by caches, readable to pages that may embed the site; no cookie is set or read.
 * CHK26  Availability is yes or no and when the site opens: never who is there, nor how many.
 */

export type CheckRouteDeps = {
  readonly store: Pick<SiteStore, 'findSite'>;
  readonly checks: Pick<SiteChecksKeeper, 'read'>;
  readonly clock: Clock;
  isAnswered(siteId: string): boolean;
};

type SiteRequest = FastifyRequest<{ Params: { siteKey: string } }>;

export function registerCheckRoutes(app: FastifyInstance, { store, checks, clock, isAnswered }: CheckRouteDeps): void {
  const pack = createPacker();

  app.get('/sites/:siteKey/checks.json', async (request: SiteRequest, reply) => {
    const site = await findSite(request, reply);
    if (site === null) return reply;
    const served = servedChecks((await checks.read(site.siteId)).checks);
    return sendPacked(request, reply, await pack(site.siteId, JSON.stringify(served)), ['Origin']);
  });

  app.get('/sites/:siteKey/availability.json', async (request: SiteRequest, reply) => {
    const site = await findSite(request, reply);
    if (site === null) return reply;
    const { opening } = (await checks.read(site.siteId)).checks;
    const answer: Availability = {
      available: isAnswered(site.siteId),
      opensAt: nextOpening(opening, clock.nowMs()),
    };
    return reply.headers({ 'cache-control': 'public, max-age=30', vary: 'Origin' }).send(JSON.stringify(answer));
  });

  /** Null when it was answered that there is none. */
  async function findSite(request: SiteRequest, reply: FastifyReply): Promise<SiteRow | null> {
    const site = await findNamedSite(store, request.params.siteKey);
    reply.type('application/json; charset=utf-8');
    if (site === null) {
      await reply.code(404).send('{"error":"There is no such site."}\n');
      return null;
    }
    const { origin } = request.headers;
    if (origin !== undefined && isAllowedOrigin(origin, site.allowedOrigins)) {
      reply.header('access-control-allow-origin', origin);
    }
    return site;
  }
}

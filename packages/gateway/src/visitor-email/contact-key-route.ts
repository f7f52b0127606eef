import type { Clock } from '@handlr/core';
import type { FastifyInstance } from 'fastify';
import { findNamedSite } from '../site/find-named-site.ts';
import { createPacker, sendPacked } from '../site/packed-text.ts';
import type { SiteStore } from '../storage/index.ts';
import type { SiteKeys } from './site-keys.ts';

export type ContactKeyRouteDeps = {
  readonly store: Pick<SiteStore, 'findSite'>;
  readonly siteKeys: Pick<SiteKeys, 'statement'>;
  readonly clock: Clock;
};

/** As long as browsers may keep it. */
const freshMs = 300_000;

/**
 * `GET /sites/:siteKey/contact-key.json`: to whom the site's visitors seal what they leave, signed by the site's identity. Any page
 * may read it; it is the same for everybody.
 */
export function registerContactKeyRoute(app: FastifyInstance, { store, siteKeys, clock }: ContactKeyRouteDeps): void {
  const pack = createPacker();
  const signed = new Map<string, { readonly at: number; readonly text: string }>();

  app.get<{ Params: { siteKey: string } }>('/sites/:siteKey/contact-key.json', async (request, reply) => {
    const site = await findNamedSite(store, request.params.siteKey);
    const text = site === null ? null : await statementText(site.siteKey);
    reply.type('application/json; charset=utf-8').header('access-control-allow-origin', '*');
    if (text === null) {
      const error = site === null ? 'There is no such site.' : 'No keys were made for this site.';
      return reply.code(404).send(`${JSON.stringify({ error })}\n`);
    }
    return sendPacked(request, reply, await pack(request.params.siteKey, text));
  });

  /** Signing takes its time, so it is not done for each who asks. */
  async function statementText(siteKey: string): Promise<string | null> {
    const nowMs = clock.nowMs();
    const known = signed.get(siteKey);
    if (known !== undefined && Math.abs(nowMs - known.at) < freshMs) return known.text;
    const statement = await siteKeys.statement(siteKey, nowMs);
    if (statement === null) return null;
    const text = `${JSON.stringify(statement)}\n`;
    signed.set(siteKey, { at: nowMs, text });
    return text;
  }
}

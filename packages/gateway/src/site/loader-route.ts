import type { ServedChecks } from '@handlr/protocol';
import type { FastifyInstance } from 'fastify';
import type { SiteStore } from '../storage/index.ts';
import { findNamedSite } from './find-named-site.ts';
import { type BannerScripts, renderLoader } from './loader-script.ts';
import { createPacker, sendPacked } from './packed-text.ts';
import { siteConfiguration } from './site-configuration.ts';

export type LoaderRouteDeps = {
  readonly store: Pick<SiteStore, 'findSite'>;
  /** The flags of a site's checks, 0 where there are none. */
  checkFlags(siteId: string): Promise<number>;
  /** Its checks that act before the box is opened. */
  earlyChecks(siteId: string): Promise<ServedChecks | null>;
  /** The address at which the gateway is reached, known once it listens. */
  publicUrl(): string;
  /** The built loader's code, what listens to banners, and the file name of the widget's entry chunk. */
  readonly loader: string;
  readonly banners: BannerScripts;
  readonly widgetEntry: string;
};

/** `GET /sites/:siteKey/loader.js`: the one request that a page makes before its visitor acts. */
export function registerLoaderRoute(app: FastifyInstance, deps: LoaderRouteDeps): void {
  const { store, checkFlags, earlyChecks, publicUrl, loader, banners, widgetEntry } = deps;
  const pack = createPacker();

  app.get<{ Params: { siteKey: string } }>('/sites/:siteKey/loader.js', async (request, reply) => {
    const site = await findNamedSite(store, request.params.siteKey);
    reply.type('text/javascript; charset=utf-8');
    if (site === null) return reply.code(404).send('/* Handlr Chat: there is no such site. */\n');
    const configuration = siteConfiguration(site, {
      publicUrl: publicUrl(),
      widgetEntry,
      checks: await checkFlags(site.siteId),
    });
    const script = renderLoader(configuration, loader, banners, await earlyChecks(site.siteId));
    return sendPacked(request, reply, await pack(site.siteKey, script));
  });
}

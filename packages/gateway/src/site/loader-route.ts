import { siteKeySchema } from '@handlr/protocol';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { is } from 'valibot';
import type { SiteStore } from '../storage/index.ts';
import { type BannerScripts, type LoaderScript, packLoader, renderLoader } from './loader-script.ts';
import { chooseEncoding, matchesEtag } from './negotiate.ts';
import { siteConfiguration } from './site-configuration.ts';

export type LoaderRouteDeps = {
  readonly store: Pick<SiteStore, 'findSite'>;
  /** The address at which the gateway is reached, known once it listens. */
  publicUrl(): string;
  /** The built loader's code, what listens to banners, and the file name of the widget's entry chunk. */
  readonly loader: string;
  readonly banners: BannerScripts;
  readonly widgetEntry: string;
};

const cacheControl = 'public, max-age=300, stale-while-revalidate=86400';

/** `GET /sites/:siteKey/loader.js`: the one request that a page makes before its visitor acts. */
export function registerLoaderRoute(app: FastifyInstance, deps: LoaderRouteDeps): void {
  const { store, publicUrl, loader, banners, widgetEntry } = deps;
  const packed = new Map<string, { readonly script: string; readonly loader: Promise<LoaderScript> }>();

  app.get<{ Params: { siteKey: string } }>('/sites/:siteKey/loader.js', async (request, reply) => {
    const { siteKey } = request.params;
    const site = is(siteKeySchema, siteKey) ? await store.findSite(siteKey) : null;
    reply.type('text/javascript; charset=utf-8');
    if (site === null) return reply.code(404).send('/* Handlr Chat: there is no such site. */\n');
    const configuration = siteConfiguration(site, { publicUrl: publicUrl(), widgetEntry });
    return send(request, reply, await pack(siteKey, renderLoader(configuration, loader, banners)));
  });

  function pack(siteKey: string, script: string): Promise<LoaderScript> {
    const known = packed.get(siteKey);
    if (known?.script === script) return known.loader;
    const fresh = packLoader(script);
    packed.set(siteKey, { script, loader: fresh });
    return fresh;
  }
}

function send(request: FastifyRequest, reply: FastifyReply, { hash, bodies }: LoaderScript): FastifyReply {
  const encoding = chooseEncoding(request.headers['accept-encoding']);
  // Each encoding is a representation of its own, but the same for everyone: it tells no visitor from another.
  const etag = encoding === 'identity' ? `"${hash}"` : `"${hash}-${encoding}"`;
  reply.headers({ 'cache-control': cacheControl, etag, vary: 'Accept-Encoding' });
  if (matchesEtag(request.headers['if-none-match'], etag)) return reply.code(304).send();
  if (encoding !== 'identity') reply.header('content-encoding', encoding);
  return reply.send(bodies[encoding]);
}

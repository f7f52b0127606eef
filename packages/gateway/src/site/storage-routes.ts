import { type SiteFacts, renderStorageTable, storageDisclosure } from '@handlr/privacy/register-outputs';
import type { FastifyInstance } from 'fastify';
import type { SiteStore } from '../storage/index.ts';
import { findNamedSite } from './find-named-site.ts';
import { createPacker, sendPacked } from './packed-text.ts';
import { siteFacts } from './site-facts.ts';

export type StorageRouteDeps = {
  readonly store: Pick<SiteStore, 'findSite'>;
  publicUrl(): string;
  readonly hostingCountry: string | null;
};

type Form = { readonly type: string; readonly missing: string; render(facts: SiteFacts): string };

const forms: Readonly<Record<'storage.json' | 'storage.html', Form>> = {
  'storage.json': {
    type: 'application/json; charset=utf-8',
    missing: '{"error":"There is no such site."}\n',
    render: (facts) => `${JSON.stringify(storageDisclosure(facts), null, 2)}\n`,
  },
  'storage.html': {
    type: 'text/html; charset=utf-8',
    missing: '<p>There is no such site.</p>\n',
    render: (facts) => `${renderStorageTable(facts)}\n`,
  },
};

/** `GET /sites/:siteKey/storage.json` for banners, and `storage.html` for the site's own cookie page; any page may read them. */
export function registerStorageRoutes(app: FastifyInstance, deps: StorageRouteDeps): void {
  const { store, publicUrl, hostingCountry } = deps;
  const pack = createPacker();

  for (const [name, { type, missing, render }] of Object.entries(forms)) {
    app.get<{ Params: { siteKey: string } }>(`/sites/:siteKey/${name}`, async (request, reply) => {
      const site = await findNamedSite(store, request.params.siteKey);
      reply.type(type).header('access-control-allow-origin', '*');
      if (site === null) return reply.code(404).send(missing);
      const facts = siteFacts(site, { publicUrl: publicUrl(), hostingCountry });
      return sendPacked(request, reply, await pack(`${site.siteKey}/${name}`, render(facts)));
    });
  }
}

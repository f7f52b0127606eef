import type { SiteRow } from '@handlr/privacy';
import { siteKeySchema } from '@handlr/protocol';
import { is } from 'valibot';
import type { SiteStore } from '../storage/index.ts';

/** The site that an address names; null where there is none, or the name cannot be one. */
export async function findNamedSite(store: Pick<SiteStore, 'findSite'>, siteKey: string): Promise<SiteRow | null> {
  return is(siteKeySchema, siteKey) ? store.findSite(siteKey) : null;
}

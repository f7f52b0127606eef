import type { SiteRow } from '@handlr/privacy';
import { changedFields } from './change.ts';
import { precompile } from './precompile.ts';
import type { Expiring, Queries } from './tables.ts';

const columns = ['siteId', 'siteKey', 'name', 'allowedOrigins', 'appearance', 'consent', 'createdAt'] as const;

export function createSiteReads(queries: Queries) {
  const byKey = precompile<Pick<SiteRow, 'siteKey'>>()((parameter) =>
    queries.selectFrom('sites').select(columns).where('siteKey', '=', parameter('siteKey')),
  );
  const byId = precompile<Pick<SiteRow, 'siteId'>>()((parameter) =>
    queries.selectFrom('sites').select(columns).where('siteId', '=', parameter('siteId')),
  );
  return {
    findSiteById: async (siteId: string): Promise<SiteRow | null> => (await byId(queries, { siteId }))[0] ?? null,

    findSite: async (siteKey: string): Promise<SiteRow | null> => (await byKey(queries, { siteKey }))[0] ?? null,

    listSites: async (): Promise<readonly SiteRow[]> =>
      queries.selectFrom('sites').select(columns).orderBy('createdAt').orderBy('siteId').execute(),
  };
}

export const siteWrites = {
  addSite: async (queries: Queries, site: SiteRow & Expiring): Promise<boolean> => {
    const added = await queries
      .insertInto('sites')
      .values(site)
      .onConflict((conflict) => conflict.column('siteKey').doNothing())
      .returning('siteId')
      .executeTakeFirst();
    return added !== undefined;
  },

  changeSite: async (
    queries: Queries,
    { siteId, change }: { readonly siteId: string; readonly change: Partial<SiteRow> },
  ): Promise<void> => {
    await queries
      .updateTable('sites')
      .set(changedFields(change, ['siteId', 'siteKey']))
      .where('siteId', '=', siteId)
      .execute();
  },
};

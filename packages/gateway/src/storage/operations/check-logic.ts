import type { SiteChecksRow } from '@handlr/privacy';
import { precompile } from './precompile.ts';
import type { Expiring, Queries } from './tables.ts';

export function createCheckReads(queries: Queries) {
  const bySite = precompile<Pick<SiteChecksRow, 'siteId'>>()((parameter) =>
    queries.selectFrom('siteChecks').select(['siteId', 'revision', 'checks']).where('siteId', '=', parameter('siteId')),
  );
  return {
    findChecks: async (siteId: string): Promise<SiteChecksRow | null> => (await bySite(queries, { siteId }))[0] ?? null,
  };
}

export const checkWrites = {
  /** Of two who saved over the same revision, the first one did. */
  saveChecks: async (queries: Queries, row: SiteChecksRow & Expiring): Promise<boolean> => {
    const { siteId, revision, checks, expiresAt } = row;
    if (revision === 1) {
      const added = await queries
        .insertInto('siteChecks')
        .values(row)
        .onConflict((conflict) => conflict.column('siteId').doNothing())
        .returning('siteId')
        .executeTakeFirst();
      return added !== undefined;
    }
    const changed = await queries
      .updateTable('siteChecks')
      .set({ revision, checks, expiresAt })
      .where('siteId', '=', siteId)
      .where('revision', '=', revision - 1)
      .returning('siteId')
      .executeTakeFirst();
    return changed !== undefined;
  },
};

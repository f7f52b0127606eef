import type { VisitorOriginRow } from '@handlr/privacy';
import type { StoredOrigins, VisitorKey } from '../store.ts';
import type { Expiring, Queries } from './tables.ts';

/** What of it the store has, the visit's and the first that is known; null where there is none. */
export async function readOrigins(
  queries: Queries,
  { siteId, visitorId }: VisitorKey,
  nowMs: number,
): Promise<StoredOrigins> {
  const rows = await queries
    .selectFrom('visitorOrigins')
    .select(['which', 'entryUrl', 'referrerHost', 'campaign', 'clickId'])
    .where('siteId', '=', siteId)
    .where('visitorId', '=', visitorId)
    .where('expiresAt', '>', nowMs)
    .execute();
  const find = (which: VisitorOriginRow['which']) => rows.find((row) => row.which === which) ?? null;
  return { visit: find('visit'), first: find('first') };
}

/** The first stays as it was first told; the visit's is another when another visit begins. */
export async function keepOrigin(
  queries: Queries,
  origin: VisitorOriginRow & Expiring,
  isNewVisit: boolean,
): Promise<void> {
  const { entryUrl, referrerHost, campaign, clickId, expiresAt } = origin;
  await queries
    .insertInto('visitorOrigins')
    .values({ ...origin, which: 'first' })
    .onConflict((conflict) => conflict.columns(['siteId', 'visitorId', 'which']).doUpdateSet({ expiresAt }))
    .execute();
  await queries
    .insertInto('visitorOrigins')
    .values({ ...origin, which: 'visit' })
    .onConflict((conflict) =>
      conflict
        .columns(['siteId', 'visitorId', 'which'])
        .doUpdateSet(isNewVisit ? { entryUrl, referrerHost, campaign, clickId, expiresAt } : { expiresAt }),
    )
    .execute();
}

import { beginsVisit } from '@handlr/core';
import type { VisitorChatRow, VisitorOriginRow, VisitorPageRow, VisitorRow } from '@handlr/privacy';
import { limits, type SessionBeginning } from '@handlr/protocol';
import type {
  Beat,
  ChatKey,
  ReportedVisit,
  StoredVisits,
  VisitHistoryPage,
  VisitorKey,
  VisitOutcome,
} from '../store.ts';
import { keepOrigin, readOrigins } from './origins.ts';
import type { Expiring, Queries } from './tables.ts';

/** Chats of a visitor that are named beside the one that is looked at. */
const earlierChats = 20;

export type VisitInput = Omit<ReportedVisit, 'visitor' | 'page' | 'chat' | 'origin'> & {
  readonly visitor: VisitorRow & Expiring;
  readonly page: VisitorPageRow & Expiring;
  readonly chat: (VisitorChatRow & Expiring) | null;
  readonly origin: (VisitorOriginRow & Expiring) | null;
};

export function createVisitorReads(queries: Queries) {
  return {
    findVisitorOfChat: async ({ siteId, chatId }: ChatKey): Promise<VisitorKey | null> => {
      const linked = await queries
        .selectFrom('visitorChats')
        .select(['siteId', 'visitorId'])
        .where('siteId', '=', siteId)
        .where('chatId', '=', chatId)
        .executeTakeFirst();
      return linked ?? null;
    },

    readVisitHistory: async (
      { siteId, visitorId }: VisitorKey,
      exceptChatId: string,
      nowMs: number,
    ): Promise<VisitHistoryPage | null> => {
      const visits = await findVisits(queries, { siteId, visitorId });
      if (visits === null) return null;
      const chats = await queries
        .selectFrom('visitorChats')
        .innerJoin('chats', (join) =>
          join.onRef('chats.siteId', '=', 'visitorChats.siteId').onRef('chats.chatId', '=', 'visitorChats.chatId'),
        )
        .select(['chats.chatId', 'chats.openedAt', 'chats.endedAt'])
        .where('visitorChats.siteId', '=', siteId)
        .where('visitorChats.visitorId', '=', visitorId)
        .where('visitorChats.chatId', '<>', exceptChatId)
        .where('visitorChats.expiresAt', '>', nowMs)
        .orderBy('chats.openedAt', 'desc')
        .limit(earlierChats)
        .execute();
      const pages = await queries
        .selectFrom('visitorPages')
        .select(['pageUrl', 'pageTitle', 'at', 'seconds'])
        .where('siteId', '=', siteId)
        .where('visitorId', '=', visitorId)
        .where('expiresAt', '>', nowMs)
        .orderBy('at', 'desc')
        .limit(limits.trailPages)
        .execute();
      const origins = await readOrigins(queries, { siteId, visitorId }, nowMs);
      return { ...visits, earlierChats: chats, pages, origins };
    },
  };
}

export const visitorWrites = {
  reportVisit: async (queries: Queries, input: VisitInput): Promise<VisitOutcome> => {
    const { statementNumber, visitor, page, chat, origin, before, session, idleMs } = input;
    if (!(await isStated(queries, visitor, statementNumber))) return { outcome: 'withheld' };
    const known = await findVisits(queries, visitor);
    const began = beginsVisit(known, session, idleMs, visitor.lastVisitAt);
    const visits = nextVisits(known, visitor, began);
    const { siteId: _site, visitorId: _visitor, firstVisitAt: _first, ...change } = { ...visitor, ...visits };
    await queries
      .insertInto('visitors')
      .values({ ...visitor, ...visits })
      .onConflict((conflict) => conflict.columns(['siteId', 'visitorId']).doUpdateSet(change))
      .execute();
    if (before !== null) await noteSeconds(queries, visitor, before);
    await addPage(queries, page);
    if (chat !== null) await linkChat(queries, chat);
    if (origin !== null) await keepOrigin(queries, origin, began !== null);
    const origins = await readOrigins(queries, visitor, visitor.lastVisitAt);
    const { pageUrl, pageTitle } = page;
    return { outcome: 'kept', visits, page: { pageUrl, pageTitle }, origin: origins.visit };
  },

  noteBeat: async (
    queries: Queries,
    { key, statementNumber, beat }: { readonly key: VisitorKey; readonly statementNumber: number; readonly beat: Beat },
  ): Promise<boolean> => {
    if (!(await isStated(queries, key, statementNumber))) return false;
    if (!(await noteSeconds(queries, key, beat))) return false;
    await queries
      .updateTable('visitors')
      .set({ lastVisitAt: beat.nowMs })
      .where('siteId', '=', key.siteId)
      .where('visitorId', '=', key.visitorId)
      .where('lastVisitAt', '<', beat.nowMs)
      // After the idle time only a page begins a visit.
      .where('lastVisitAt', '>', beat.nowMs - beat.idleMs)
      .execute();
    return true;
  },
};

/** Withdrawn or restated while this waited for its turn: admitted then is not admitted now. */
async function isStated(queries: Queries, { siteId, visitorId }: VisitorKey, number: number): Promise<boolean> {
  const consent = await queries
    .selectFrom('visitorConsents')
    .select('number')
    .where('siteId', '=', siteId)
    .where('visitorId', '=', visitorId)
    .executeTakeFirst();
  return consent?.number === number;
}

async function findVisits(queries: Queries, { siteId, visitorId }: VisitorKey): Promise<StoredVisits | null> {
  const found = await queries
    .selectFrom('visitors')
    .select(['visits', 'firstVisitAt', 'lastVisitAt', 'visitBeganAt', 'visitBegan', 'sessionNumber'])
    .where('siteId', '=', siteId)
    .where('visitorId', '=', visitorId)
    .executeTakeFirst();
  return found ?? null;
}

function nextVisits(known: StoredVisits | null, given: StoredVisits, began: SessionBeginning | null): StoredVisits {
  if (known === null) return pickVisits(given);
  const nowMs = given.lastVisitAt;
  const isNew = began !== null;
  return {
    visits: isNew ? known.visits + 1 : known.visits,
    firstVisitAt: known.firstVisitAt,
    lastVisitAt: Math.max(known.lastVisitAt, nowMs),
    visitBeganAt: isNew ? nowMs : known.visitBeganAt,
    visitBegan: began ?? known.visitBegan,
    sessionNumber: Math.max(known.sessionNumber, given.sessionNumber),
  };
}

function pickVisits(given: StoredVisits): StoredVisits {
  const { visits, firstVisitAt, lastVisitAt, visitBeganAt, visitBegan, sessionNumber } = given;
  return { visits, firstVisitAt, lastVisitAt, visitBeganAt, visitBegan, sessionNumber };
}

/** VIS6: told twice, it is one look at one page. */
async function addPage(queries: Queries, page: VisitorPageRow & Expiring): Promise<void> {
  const known = await queries
    .selectFrom('visitorPages')
    .select('at')
    .where('siteId', '=', page.siteId)
    .where('visitorId', '=', page.visitorId)
    .where('viewId', '=', page.viewId)
    .executeTakeFirst();
  if (known !== undefined) return;
  await queries.insertInto('visitorPages').values(page).execute();
  const oldest = await queries
    .selectFrom('visitorPages')
    .select('at')
    .where('siteId', '=', page.siteId)
    .where('visitorId', '=', page.visitorId)
    .orderBy('at', 'desc')
    .limit(1)
    .offset(limits.trailPages - 1)
    .executeTakeFirst();
  if (oldest === undefined) return;
  await queries
    .deleteFrom('visitorPages')
    .where('siteId', '=', page.siteId)
    .where('visitorId', '=', page.visitorId)
    .where('at', '<', oldest.at)
    .execute();
}

/** Never less than was told before. False where there is no such look. */
async function noteSeconds(
  queries: Queries,
  { siteId, visitorId }: VisitorKey,
  { viewId, seconds }: { readonly viewId: string; readonly seconds: number },
): Promise<boolean> {
  const found = await queries
    .selectFrom('visitorPages')
    .select('seconds')
    .where('siteId', '=', siteId)
    .where('visitorId', '=', visitorId)
    .where('viewId', '=', viewId)
    .executeTakeFirst();
  if (found === undefined) return false;
  await queries
    .updateTable('visitorPages')
    .set({ seconds: Math.max(found.seconds ?? 0, seconds) })
    .where('siteId', '=', siteId)
    .where('visitorId', '=', visitorId)
    .where('viewId', '=', viewId)
    .execute();
  return true;
}

/** A chat that is gone is nobody's. */
async function linkChat(queries: Queries, chat: VisitorChatRow & Expiring): Promise<void> {
  const found = await queries
    .selectFrom('chats')
    .select('chatId')
    .where('siteId', '=', chat.siteId)
    .where('chatId', '=', chat.chatId)
    .executeTakeFirst();
  if (found === undefined) return;
  await queries
    .insertInto('visitorChats')
    .values(chat)
    .onConflict((conflict) =>
      conflict.columns(['siteId', 'chatId']).doUpdateSet({ visitorId: chat.visitorId, expiresAt: chat.expiresAt }),
    )
    .execute();
}

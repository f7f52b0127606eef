import type { VisitorChatRow, VisitorPageRow, VisitorRow } from '@handlr/privacy';
import { limits } from '@handlr/protocol';
import type { ChatKey, StoredVisits, VisitHistoryPage, VisitorKey, VisitOutcome } from '../store.ts';
import type { Expiring, Queries } from './tables.ts';

/** Chats of a visitor that are named beside the one that is looked at. */
const earlierChats = 20;

export type VisitInput = {
  /** The statement under which the visit was admitted; when another holds by now, nothing is kept. */
  readonly statementNumber: number;
  /** As a first visit would be. */
  readonly visitor: VisitorRow & Expiring;
  readonly page: VisitorPageRow & Expiring;
  readonly chat: (VisitorChatRow & Expiring) | null;
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
        .select(['pageUrl', 'pageTitle', 'at'])
        .where('siteId', '=', siteId)
        .where('visitorId', '=', visitorId)
        .where('expiresAt', '>', nowMs)
        .orderBy('at', 'desc')
        .limit(limits.trailPages)
        .execute();
      return { ...visits, earlierChats: chats, pages };
    },
  };
}

export const visitorWrites = {
  reportVisit: async (
    queries: Queries,
    { statementNumber, visitor, page, chat }: VisitInput,
  ): Promise<VisitOutcome> => {
    const { siteId, visitorId } = visitor;
    const consent = await queries
      .selectFrom('visitorConsents')
      .select('number')
      .where('siteId', '=', siteId)
      .where('visitorId', '=', visitorId)
      .executeTakeFirst();
    // Withdrawn or restated while this waited for its turn: admitted then is not admitted now.
    if (consent?.number !== statementNumber) return { outcome: 'withheld' };

    const known = await findVisits(queries, visitor);
    const visits = known === null ? visitor : nextVisit(known, visitor.lastVisitAt);
    const { expiresAt } = visitor;
    await queries
      .insertInto('visitors')
      .values(visitor)
      .onConflict((conflict) =>
        conflict
          .columns(['siteId', 'visitorId'])
          .doUpdateSet({ visits: visits.visits, lastVisitAt: visits.lastVisitAt, expiresAt }),
      )
      .execute();
    await addPage(queries, page);
    if (chat !== null) await linkChat(queries, chat);
    const { firstVisitAt, lastVisitAt } = visits;
    return { outcome: 'kept', visits: { visits: visits.visits, firstVisitAt, lastVisitAt } };
  },
};

async function findVisits(queries: Queries, { siteId, visitorId }: VisitorKey): Promise<StoredVisits | null> {
  const found = await queries
    .selectFrom('visitors')
    .select(['visits', 'firstVisitAt', 'lastVisitAt'])
    .where('siteId', '=', siteId)
    .where('visitorId', '=', visitorId)
    .executeTakeFirst();
  return found ?? null;
}

function nextVisit({ visits, firstVisitAt, lastVisitAt }: StoredVisits, nowMs: number): StoredVisits {
  const isNew = nowMs - lastVisitAt >= limits.visitIdleMs;
  return { visits: isNew ? visits + 1 : visits, firstVisitAt, lastVisitAt: Math.max(lastVisitAt, nowMs) };
}

async function addPage(queries: Queries, page: VisitorPageRow & Expiring): Promise<void> {
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

import type { ChatConsentRow, StatementRow, VisitorConsentRow } from '@handlr/privacy';
import { laterStatementRow } from '../../consent/statement-row.ts';
import type { ChatKey, VisitorKey } from '../store.ts';
import { precompile } from './precompile.ts';
import type { Expiring, Queries } from './tables.ts';

const statementColumns = [
  'siteId',
  'number',
  'choices',
  'banner',
  'gpc',
  'overGpc',
  'method',
  'policyVersion',
  'jurisdiction',
  'language',
  'decidedAt',
] as const satisfies readonly (keyof StatementRow)[];
const chatColumns = [...statementColumns, 'chatId'] as const;
const visitorColumns = [...statementColumns, 'visitorId'] as const;

export function createConsentReads(queries: Queries) {
  const byChat = precompile<ChatKey>()((parameter) =>
    queries
      .selectFrom('chatConsents')
      .select(chatColumns)
      .where('siteId', '=', parameter('siteId'))
      .where('chatId', '=', parameter('chatId')),
  );
  const byVisitor = precompile<VisitorKey>()((parameter) =>
    queries
      .selectFrom('visitorConsents')
      .select(visitorColumns)
      .where('siteId', '=', parameter('siteId'))
      .where('visitorId', '=', parameter('visitorId')),
  );
  return {
    findChatConsent: async (key: ChatKey): Promise<ChatConsentRow | null> => (await byChat(queries, key))[0] ?? null,

    findVisitorConsent: async (key: VisitorKey): Promise<VisitorConsentRow | null> =>
      (await byVisitor(queries, key))[0] ?? null,
  };
}

/** Each answers the statement that holds now, which an older one does not change. */
export const consentWrites = {
  stateChatConsent: async (
    queries: Queries,
    { expiresAt, ...given }: ChatConsentRow & Expiring,
  ): Promise<ChatConsentRow | null> => {
    const { siteId, chatId } = given;
    const chat = await queries
      .selectFrom('chats')
      .select('chatId')
      .where('siteId', '=', siteId)
      .where('chatId', '=', chatId)
      .executeTakeFirst();
    if (chat === undefined) return null;
    const stored = await queries
      .selectFrom('chatConsents')
      .select(chatColumns)
      .where('siteId', '=', siteId)
      .where('chatId', '=', chatId)
      .executeTakeFirst();
    const later = stored === undefined ? given : laterStatementRow(stored, given);
    await queries
      .insertInto('chatConsents')
      .values({ ...later, expiresAt })
      .onConflict((conflict) => conflict.columns(['siteId', 'chatId']).doUpdateSet(later))
      .execute();
    return later;
  },

  stateVisitorConsent: async (
    queries: Queries,
    { expiresAt, ...given }: VisitorConsentRow & Expiring,
  ): Promise<VisitorConsentRow> => {
    const { siteId, visitorId } = given;
    const stored = await queries
      .selectFrom('visitorConsents')
      .select(visitorColumns)
      .where('siteId', '=', siteId)
      .where('visitorId', '=', visitorId)
      .executeTakeFirst();
    const later = stored === undefined ? given : laterStatementRow(stored, given);
    const row = later === given ? { ...later, expiresAt } : later;
    await queries
      .insertInto('visitorConsents')
      .values({ ...later, expiresAt })
      .onConflict((conflict) => conflict.columns(['siteId', 'visitorId']).doUpdateSet(row))
      .execute();
    return later;
  },
};

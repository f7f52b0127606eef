import type { SealedContactRow } from '@handlr/privacy';
import type { ChatKey } from '../store.ts';
import { precompile } from './precompile.ts';
import type { Expiring, Queries } from './tables.ts';

export function createVisitorEmailReads(queries: Queries) {
  const byChat = precompile<ChatKey>()((parameter) =>
    queries
      .selectFrom('sealedContacts')
      .select(['siteId', 'chatId', 'sealed', 'leftAt'])
      .where('siteId', '=', parameter('siteId'))
      .where('chatId', '=', parameter('chatId')),
  );
  return {
    findContact: async (key: ChatKey): Promise<SealedContactRow | null> => (await byChat(queries, key))[0] ?? null,
  };
}

export const visitorEmailWrites = {
  /** False when there is no such chat any more. */
  setContact: async (queries: Queries, contact: SealedContactRow & Expiring): Promise<boolean> => {
    const { siteId, chatId, ...content } = contact;
    const chat = await queries
      .selectFrom('chats')
      .select('chatId')
      .where('siteId', '=', siteId)
      .where('chatId', '=', chatId)
      .executeTakeFirst();
    if (chat === undefined) return false;
    await queries
      .insertInto('sealedContacts')
      .values(contact)
      .onConflict((conflict) => conflict.columns(['siteId', 'chatId']).doUpdateSet(content))
      .execute();
    return true;
  },

  removeContact: async (queries: Queries, { siteId, chatId }: ChatKey): Promise<boolean> => {
    const removed = await queries
      .deleteFrom('sealedContacts')
      .where('siteId', '=', siteId)
      .where('chatId', '=', chatId)
      .returning('chatId')
      .executeTakeFirst();
    return removed !== undefined;
  },
};

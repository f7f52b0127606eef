import type { ChatRow } from '@handlr/privacy';
import type { ChatState } from '@handlr/protocol';
import type { ChatKey, StoredChat } from '../store.ts';
import { changedFields } from './change.ts';
import { precompile } from './precompile.ts';
import type { Expiring, Queries } from './tables.ts';

export const chatColumns = [
  'chats.siteId',
  'chats.chatId',
  'chats.capabilityHash',
  'chats.state',
  'chats.agentId',
  'chats.visitorName',
  'chats.pageUrl',
  'chats.pageTitle',
  'chats.country',
  'chats.browser',
  'chats.kind',
  'chats.department',
  'chats.language',
  'chats.answers',
  'chats.promptedBy',
  'chats.openedAt',
  'chats.endedAt',
  'chats.readByVisitorSeq',
  'chats.readByAgentSeq',
  'chats.publicSeq',
  'chats.teamSeq',
] as const;

type Capability = Pick<ChatRow, 'siteId' | 'capabilityHash'>;
type ReadMark = ChatKey & { readonly seq: number };

export function createChatReads(queries: Queries) {
  const byKey = precompile<ChatKey>()((parameter) =>
    queries
      .selectFrom('chats')
      .select(chatColumns)
      .where('siteId', '=', parameter('siteId'))
      .where('chatId', '=', parameter('chatId')),
  );
  const byCapability = precompile<Capability>()((parameter) =>
    queries
      .selectFrom('chats')
      .select(chatColumns)
      .where('siteId', '=', parameter('siteId'))
      .where('capabilityHash', '=', parameter('capabilityHash')),
  );
  return {
    findChat: async (key: ChatKey): Promise<StoredChat | null> => (await byKey(queries, key))[0] ?? null,

    findChatByCapability: async (capability: Capability): Promise<StoredChat | null> =>
      (await byCapability(queries, capability))[0] ?? null,
  };
}

export function createChatWrites(queries: Queries) {
  const markReadBy = (mark: 'readByVisitorSeq' | 'readByAgentSeq') =>
    precompile<ReadMark>()((parameter) =>
      queries
        .updateTable('chats')
        .set({ [mark]: parameter('seq') })
        .where('siteId', '=', parameter('siteId'))
        .where('chatId', '=', parameter('chatId'))
        .where(mark, '<', parameter('seq'))
        .where('publicSeq', '>=', parameter('seq'))
        .returning(chatColumns),
    );
  const markReadByVisitor = markReadBy('readByVisitorSeq');
  const markReadByAgent = markReadBy('readByAgentSeq');

  return {
    openChat: async (
      transaction: Queries,
      chat: ChatRow & Expiring,
    ): Promise<{ readonly opened: boolean; readonly chat: StoredChat }> => {
      const opened = await transaction
        .insertInto('chats')
        .values({ ...chat, publicSeq: 0, teamSeq: 0 })
        .onConflict((conflict) => conflict.columns(['siteId', 'capabilityHash']).doNothing())
        .returning(chatColumns)
        .executeTakeFirst();
      if (opened !== undefined) return { opened: true, chat: opened };
      const stored = await transaction
        .selectFrom('chats')
        .select(chatColumns)
        .where('siteId', '=', chat.siteId)
        .where('capabilityHash', '=', chat.capabilityHash)
        .executeTakeFirstOrThrow();
      return { opened: false, chat: stored };
    },

    changeChat: async (
      transaction: Queries,
      {
        key,
        change,
        onlyIn,
      }: { readonly key: ChatKey; readonly change: Partial<ChatRow>; readonly onlyIn: readonly ChatState[] },
    ): Promise<StoredChat | null> => {
      const fields = changedFields(change, ['siteId', 'chatId', 'capabilityHash']);
      if (onlyIn.length === 0) return null;
      const changed = await transaction
        .updateTable('chats')
        .set(fields)
        .where('siteId', '=', key.siteId)
        .where('chatId', '=', key.chatId)
        .where('state', 'in', onlyIn)
        .returning(chatColumns)
        .executeTakeFirst();
      return changed ?? null;
    },

    markRead: async (
      transaction: Queries,
      { key, change }: { readonly key: ChatKey; readonly change: Partial<ChatRow> },
    ): Promise<StoredChat | null> => {
      const { readByVisitorSeq, readByAgentSeq, ...others } = change;
      if (Object.keys(others).length > 0) throw new TypeError('Only a read mark can be marked');
      if (readByVisitorSeq !== undefined && readByAgentSeq === undefined) {
        return (await markReadByVisitor(transaction, { ...key, seq: readByVisitorSeq }))[0] ?? null;
      }
      if (readByAgentSeq !== undefined && readByVisitorSeq === undefined) {
        return (await markReadByAgent(transaction, { ...key, seq: readByAgentSeq }))[0] ?? null;
      }
      throw new TypeError('One side’s read mark is marked at a time');
    },
  };
}

import { sql } from 'kysely';
import type { StoredChat, StoredMessage } from '../store.ts';
import { chatColumns } from './chats.ts';
import type { Queries } from './tables.ts';

export type OpenChat = { readonly chat: StoredChat; readonly lastMessage: StoredMessage | null };

/** A message as a left join answers it. */
type JoinedMessage = { readonly [Field in keyof StoredMessage]: StoredMessage[Field] | null };

export function createInboxReads(queries: Queries) {
  return {
    listOpenChats: async (sites: readonly string[] | 'all', limit: number): Promise<readonly OpenChat[]> => {
      if (sites.length === 0) return [];
      const open = queries
        .selectFrom('chats')
        .leftJoin('messages', (join) =>
          join
            .onRef('messages.siteId', '=', 'chats.siteId')
            .onRef('messages.chatId', '=', 'chats.chatId')
            .on('messages.audience', '=', 'public')
            .onRef('messages.seq', '=', 'chats.publicSeq'),
        )
        .select(chatColumns)
        .select([
          'messages.audience as messageAudience',
          'messages.messageId as messageId',
          'messages.sender as messageSender',
          'messages.body as messageBody',
          'messages.sentAt as messageSentAt',
          'messages.seq as messageSeq',
        ])
        // Written out, not bound: only so does the planner use the small index of open chats.
        .where('chats.state', '<>', sql.lit('ended'))
        .orderBy('chats.openedAt')
        .orderBy('chats.chatId')
        .limit(limit);
      const rows = await (sites === 'all' ? open : open.where('chats.siteId', 'in', sites)).execute();
      return rows.map(
        ({ messageAudience, messageId, messageSender, messageBody, messageSentAt, messageSeq, ...chat }) => {
          const message = {
            siteId: chat.siteId,
            chatId: chat.chatId,
            audience: messageAudience,
            messageId,
            sender: messageSender,
            body: messageBody,
            sentAt: messageSentAt,
            seq: messageSeq,
          };
          return { chat, lastMessage: isStored(message) ? message : null };
        },
      );
    },
  };
}

function isStored(message: JoinedMessage): message is StoredMessage {
  return message.seq !== null;
}

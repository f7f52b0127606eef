import type { MessageRow } from '@handlr/privacy';
import type { Audience } from '@handlr/protocol';
import type { AppendOutcome, ChatKey, MessagePage, MessageRange, StoredMessage } from '../store.ts';
import { precompile } from './precompile.ts';
import type { Expiring, Queries } from './tables.ts';

const columns = ['siteId', 'chatId', 'audience', 'messageId', 'sender', 'body', 'sentAt', 'seq'] as const;

type Stream = ChatKey & { readonly audience: Audience };
type MessageName = Pick<MessageRow, 'siteId' | 'chatId' | 'sender' | 'messageId'>;
/** Seqs from `fromSeq` to `toSeq`, both included. */
type Stretch = Stream & { readonly fromSeq: number; readonly toSeq: number; readonly limit: number };

export function createMessageReads(queries: Queries) {
  const heads = precompile<ChatKey>()((parameter) =>
    queries
      .selectFrom('chats')
      .select(['publicSeq', 'teamSeq'])
      .where('siteId', '=', parameter('siteId'))
      .where('chatId', '=', parameter('chatId')),
  );
  const stretch = (direction: 'asc' | 'desc') =>
    precompile<Stretch>()((parameter) =>
      queries
        .selectFrom('messages')
        .select(columns)
        .where('siteId', '=', parameter('siteId'))
        .where('chatId', '=', parameter('chatId'))
        .where('audience', '=', parameter('audience'))
        .where('seq', '>=', parameter('fromSeq'))
        .where('seq', '<=', parameter('toSeq'))
        .orderBy('seq', direction)
        .limit(parameter('limit')),
    );
  const oldest = stretch('asc');
  const newest = stretch('desc');

  return {
    readMessages: async (stream: Stream, range: MessageRange): Promise<MessagePage> => {
      const { afterSeq, beforeSeq, limit } = range;
      const chat = (await heads(queries, stream))[0];
      if (chat === undefined) return { headSeq: 0, messages: [] };
      const headSeq = stream.audience === 'public' ? chat.publicSeq : chat.teamSeq;
      // Nothing past the head that was read, so that both are of one moment.
      const toSeq = beforeSeq === undefined ? headSeq : Math.min(headSeq, beforeSeq - 1);
      if (afterSeq !== undefined) {
        return { headSeq, messages: await oldest(queries, { ...stream, fromSeq: afterSeq + 1, toSeq, limit }) };
      }
      const messages = await newest(queries, { ...stream, fromSeq: 1, toSeq, limit });
      return { headSeq, messages: messages.toReversed() };
    },
  };
}

export function createMessageWrites(queries: Queries) {
  const byName = precompile<MessageName>()((parameter) =>
    queries
      .selectFrom('messages')
      .select(columns)
      .where('siteId', '=', parameter('siteId'))
      .where('chatId', '=', parameter('chatId'))
      .where('sender', '=', parameter('sender'))
      .where('messageId', '=', parameter('messageId')),
  );
  const nextSeq = (head: 'publicSeq' | 'teamSeq') =>
    precompile<ChatKey>()((parameter) =>
      queries
        .updateTable('chats')
        .set((chat) => ({ [head]: chat(head, '+', 1) }))
        .where('siteId', '=', parameter('siteId'))
        .where('chatId', '=', parameter('chatId'))
        .where('state', '<>', 'ended')
        .returning(`${head} as seq`),
    );
  const takeSeq = { public: nextSeq('publicSeq'), team: nextSeq('teamSeq') };
  const chatExists = precompile<ChatKey>()((parameter) =>
    queries
      .selectFrom('chats')
      .select('chatId')
      .where('siteId', '=', parameter('siteId'))
      .where('chatId', '=', parameter('chatId')),
  );
  const insert = precompile<StoredMessage & Expiring>()((parameter) =>
    queries.insertInto('messages').values({
      siteId: parameter('siteId'),
      chatId: parameter('chatId'),
      audience: parameter('audience'),
      messageId: parameter('messageId'),
      sender: parameter('sender'),
      body: parameter('body'),
      sentAt: parameter('sentAt'),
      seq: parameter('seq'),
      expiresAt: parameter('expiresAt'),
    }),
  );

  return {
    appendMessage: async (transaction: Queries, message: MessageRow & Expiring): Promise<AppendOutcome> => {
      const [first] = await byName(transaction, message);
      if (first !== undefined)
        return isSame(first, message) ? { outcome: 'replayed', message: first } : { outcome: 'conflict' };
      const [taken] = await takeSeq[message.audience](transaction, message);
      if (taken === undefined) {
        const isEnded = (await chatExists(transaction, message)).length > 0;
        return { outcome: isEnded ? 'ended' : 'not-found' };
      }
      await insert(transaction, { ...message, seq: taken.seq });
      const { expiresAt: _, ...row } = message;
      return { outcome: 'stored', message: { ...row, seq: taken.seq } };
    },
  };
}

function isSame(first: StoredMessage, message: MessageRow): boolean {
  return first.audience === message.audience && first.body === message.body;
}

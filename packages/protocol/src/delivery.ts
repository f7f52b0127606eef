import * as v from 'valibot';
import { chatReference, idSchema, seqSchema, textSchema, timeSchema } from './identifiers.ts';
import { limits } from './limits.ts';

/** Who may read a stream: `public` is the visitor and the team, `team` the team alone. Each has its own dense seq (C3). */
export const audiences = ['public', 'team'] as const;
export const audienceSchema = v.picklist(audiences);
export type Audience = v.InferOutput<typeof audienceSchema>;

export const senderSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('visitor') }),
  v.strictObject({ kind: v.literal('agent'), agentId: idSchema, name: v.string() }),
]);
export type Sender = v.InferOutput<typeof senderSchema>;

export const messageSchema = v.strictObject({
  seq: v.pipe(seqSchema, v.minValue(1)),
  messageId: idSchema,
  sender: senderSchema,
  body: v.string(),
  sentAt: timeSchema,
});
export type Message = v.InferOutput<typeof messageSchema>;

/** Where a reader stands in a stream. The epoch changes when a backup is restored; a seq means nothing across epochs (C4). */
export const positionSchema = v.strictObject({ epoch: idSchema, seq: seqSchema });
export type Position = v.InferOutput<typeof positionSchema>;

/**
 * What a reader gets to be up to date. `continued`: `messages` follow its position without a gap.
 * `snapshot`: what it held is void; `messages` are the newest, the first of them may have older ones before it.
 */
export const catchUpSchema = v.strictObject({
  recovery: v.picklist(['continued', 'snapshot']),
  epoch: idSchema,
  headSeq: seqSchema,
  messages: v.array(messageSchema),
});
export type CatchUp = v.InferOutput<typeof catchUpSchema>;

const body = v.pipe(
  textSchema(1, limits.messageBodyLength),
  v.check((text) => text.trim() !== '', 'A message says something'),
);
const sendFields = { messageId: idSchema, body };
const fetchFields = {
  /** Either side of the page: messages after this seq, oldest first … */
  afterSeq: v.optional(seqSchema),
  /** … or the newest before this one, oldest first. */
  beforeSeq: v.optional(v.pipe(seqSchema, v.minValue(1))),
};

const sendReply = v.strictObject({ epoch: idSchema, message: messageSchema });
const fetchReply = v.strictObject({ epoch: idSchema, headSeq: seqSchema, messages: v.array(messageSchema) });

const sendAbout =
  'Accepts a message. Acknowledged only once it is durable; the same messageId again answers the first seq (C1, C2).';
const fetchAbout = `Reads at most ${limits.fetchMessages} messages on one side of a seq.`;

export const deliveryRequests = {
  visitor: {
    'message:send': {
      about: sendAbout,
      payload: v.strictObject({ ...chatReference.visitor, ...sendFields }),
      reply: sendReply,
    },
    'message:fetch': {
      about: fetchAbout,
      payload: v.strictObject({ ...chatReference.visitor, ...fetchFields }),
      reply: fetchReply,
    },
  },
  agent: {
    'message:send': {
      about: sendAbout,
      payload: v.strictObject({ ...chatReference.agent, ...sendFields, audience: audienceSchema }),
      reply: sendReply,
    },
    'message:fetch': {
      about: fetchAbout,
      payload: v.strictObject({ ...chatReference.agent, ...fetchFields, audience: audienceSchema }),
      reply: fetchReply,
    },
  },
} as const;

export const deliveryNotices = {
  'message:new': {
    about: 'A message was stored. Whoever stands at seq-1 renders it; whoever stands lower fetches the gap (C4).',
    payload: v.strictObject({ chatId: idSchema, audience: audienceSchema, epoch: idSchema, message: messageSchema }),
  },
  'message:head': {
    about: `The newest seq of a stream, repeated every ${limits.headIntervalMs / 1000} s (C5).`,
    payload: v.strictObject({ chatId: idSchema, audience: audienceSchema, epoch: idSchema, seq: seqSchema }),
  },
} as const;

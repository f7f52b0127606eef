import * as v from 'valibot';
import { audienceSchema, catchUpSchema, positionSchema } from './delivery.ts';
import { capabilitySchema, chatReference, idSchema, seqSchema, textSchema, timeSchema } from './identifiers.ts';
import { limits } from './limits.ts';

/** `waiting`: no agent yet; `active`: an agent answers; `ended`: by either side, final. */
export const chatStates = ['waiting', 'active', 'ended'] as const;
export const chatStateSchema = v.picklist(chatStates);
export type ChatState = v.InferOutput<typeof chatStateSchema>;

/** The agent as the visitor sees them. */
export const agentCardSchema = v.strictObject({ agentId: idSchema, name: v.string() });
export type AgentCard = v.InferOutput<typeof agentCardSchema>;

/** What everyone in a chat knows of it. Read seqs are of the public stream. */
export const chatFactsSchema = v.strictObject({
  chatId: idSchema,
  state: chatStateSchema,
  agent: v.nullable(agentCardSchema),
  openedAt: timeSchema,
  endedAt: v.nullable(timeSchema),
  readByVisitorSeq: seqSchema,
  readByAgentSeq: seqSchema,
});
export type ChatFacts = v.InferOutput<typeof chatFactsSchema>;

export const joinedSchema = v.strictObject({ chat: chatFactsSchema, catchUp: catchUpSchema });
export type Joined = v.InferOutput<typeof joinedSchema>;

/** The page on which the box was opened, already reduced in the browser; the gateway reduces it again. */
export const pageSchema = v.strictObject({
  url: textSchema(0, limits.pageUrlLength),
  title: textSchema(0, limits.pageTitleLength),
});
export type Page = v.InferOutput<typeof pageSchema>;

/** What is meant by the first message: a chat, a message to be answered later, or a wish to be called. */
export const chatKinds = ['chat', 'offline', 'call-back'] as const;
export type ChatKind = (typeof chatKinds)[number];

const word = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,39}$/));

/** What checks brought about before the chat, and the visitor sent by writing. Absent: nothing of the kind. */
export const chatOpeningSchema = v.strictObject({
  kind: v.optional(v.picklist(chatKinds)),
  department: v.optional(word),
  language: v.optional(v.pipe(v.string(), v.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/))),
  /** Pre-chat questions as they were asked, in their order. */
  answers: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          question: textSchema(1, limits.checkTextLength),
          answer: textSchema(1, limits.checkTextLength),
        }),
      ),
      v.maxLength(limits.checkQuestions),
    ),
  ),
  /** The check whose prompt the visitor answered. Of others the gateway never hears. */
  promptedBy: v.optional(word),
});
export type ChatOpening = v.InferOutput<typeof chatOpeningSchema>;

const byVisitor = v.strictObject(chatReference.visitor);
const byAgent = v.strictObject(chatReference.agent);
const position = v.nullable(positionSchema);

export const chatInProgressRequests = {
  visitor: {
    'chat:open': {
      about:
        'Opens the chat of this capability, or joins it if it is already there: sent twice, or from two tabs, it makes one chat.',
      payload: v.strictObject({
        capability: capabilitySchema,
        page: pageSchema,
        name: v.optional(textSchema(1, limits.displayNameLength)),
        ...chatOpeningSchema.entries,
        position,
      }),
      reply: joinedSchema,
    },
    'chat:resume': {
      about: 'Joins the chat of this capability; never makes one.',
      payload: v.strictObject({ capability: capabilitySchema, position }),
      reply: joinedSchema,
    },
    'chat:end': { about: 'Ends the chat for both sides.', payload: byVisitor, reply: chatFactsSchema },
  },
  agent: {
    'chat:join': {
      about: 'Follows a chat: its messages, typing and read marks reach this socket from now on.',
      payload: v.strictObject({ ...chatReference.agent, audience: audienceSchema, position }),
      reply: joinedSchema,
    },
    'chat:leave': { about: 'Stops following a chat.', payload: byAgent, reply: v.null() },
    'chat:accept': {
      about: 'Takes a waiting chat. `conflict` when a colleague was faster.',
      payload: byAgent,
      reply: chatFactsSchema,
    },
    'chat:end': { about: 'Ends the chat for both sides.', payload: byAgent, reply: chatFactsSchema },
  },
} as const;

export const chatInProgressNotices = {
  'chat:changed': { about: 'State, agent or read marks of a chat changed.', payload: chatFactsSchema },
} as const;

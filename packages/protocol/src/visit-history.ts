import * as v from 'valibot';
import { pageSchema } from './chat-in-progress.ts';
import { capabilitySchema, chatReference, idSchema, timeSchema } from './identifiers.ts';
import { limits } from './limits.ts';

const visitsSchema = v.strictObject({
  visits: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  firstVisitAt: timeSchema,
  lastVisitAt: timeSchema,
});
export type Visits = v.InferOutput<typeof visitsSchema>;

/** What an agent is shown of a visitor who agreed to it. */
export const visitHistorySchema = v.strictObject({
  ...visitsSchema.entries,
  /** Other chats of this visitor on this site, newest first. */
  earlierChats: v.array(v.strictObject({ chatId: idSchema, openedAt: timeSchema, endedAt: v.nullable(timeSchema) })),
  /** The newest pages, newest first. */
  pages: v.array(v.strictObject({ ...pageSchema.entries, at: timeSchema })),
});
export type VisitHistory = v.InferOutput<typeof visitHistorySchema>;

export const visitHistoryRequests = {
  visitor: {
    'visit:report': {
      about: `A page of a visitor who agreed to \`history\`; a visit after ${limits.visitIdleMs / 60_000} minutes without one is a new one. \`withheld\` when the gateway knows of no such consent.`,
      payload: v.strictObject({
        visitorToken: capabilitySchema,
        /** The chat that goes on, proved on this socket. */
        chatId: v.optional(idSchema),
        page: pageSchema,
      }),
      reply: visitsSchema,
    },
  },
  agent: {
    'visitor:history': {
      about: 'Visits, pages and earlier chats of the visitor in this chat; `withheld` where they did not agree.',
      payload: v.strictObject(chatReference.agent),
      reply: visitHistorySchema,
    },
  },
} as const;

/** To agents alone. */
export const visitHistoryNotices = {
  'visitor:visited': {
    about: 'A visit of the visitor in this chat was kept: `visitor:history` has more to tell.',
    payload: v.strictObject(chatReference.agent),
  },
} as const;

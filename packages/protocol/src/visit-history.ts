import * as v from 'valibot';
import { pageSchema } from './chat-in-progress.ts';
import { deliveryRequests } from './delivery.ts';
import { capabilitySchema, chatReference, idSchema, timeSchema } from './identifiers.ts';
import { arrivalSchema, originSchema } from './origin.ts';
import { sessionBeginningSchema, sessionSchema } from './session-detection.ts';
import { defaultSessionPolicy } from './session-policy.ts';
import { visitLimits } from './visit-limits.ts';

const secondsSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(visitLimits.pageSeconds));
const timeOnPageSchema = v.strictObject({ viewId: idSchema, seconds: secondsSchema });

const visitsSchema = v.strictObject({
  visits: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  firstVisitAt: timeSchema,
  lastVisitAt: timeSchema,
});
export type Visits = v.InferOutput<typeof visitsSchema>;

/** What an agent is shown of a visitor who agreed to it. */
export const visitHistorySchema = v.strictObject({
  ...visitsSchema.entries,
  /** The visit that goes on, or the last: since when, and why it counts as a new one. */
  visitBeganAt: timeSchema,
  visitBegan: sessionBeginningSchema,
  /** Null where the device told nothing of it. */
  origin: v.nullable(originSchema),
  /** Other chats of this visitor on this site, newest first. */
  earlierChats: v.array(v.strictObject({ chatId: idSchema, openedAt: timeSchema, endedAt: v.nullable(timeSchema) })),
  /** The newest pages, newest first. `seconds`: null as long as nothing was told. */
  pages: v.array(v.strictObject({ ...pageSchema.entries, at: timeSchema, seconds: v.nullable(secondsSchema) })),
});
export type VisitHistory = v.InferOutput<typeof visitHistorySchema>;

/** A visitor who agreed to `history` and is on the site now. */
export const liveVisitorSchema = v.strictObject({
  siteId: idSchema,
  /** Made for this list alone, and gone with the visitor. */
  presenceId: idSchema,
  page: pageSchema,
  /** Since when they look at this page, and since when they have been here. */
  onPageSince: timeSchema,
  hereSince: timeSchema,
  visits: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  origin: v.nullable(arrivalSchema),
  country: v.nullable(v.string()),
  browser: v.string(),
  /** The chat that they are in, if any. */
  chatId: v.nullable(idSchema),
});
export type LiveVisitor = v.InferOutput<typeof liveVisitorSchema>;

export const liveVisitorsSchema = v.strictObject({
  nowMs: timeSchema,
  /** The newest, newest first. */
  visitors: v.array(liveVisitorSchema),
  /** Sites that do without `history`: nobody is listed there. */
  withheldSites: v.array(idSchema),
});
export type LiveVisitors = v.InferOutput<typeof liveVisitorsSchema>;

const fetchFields = deliveryRequests.agent['message:fetch'].payload.entries;

export const visitHistoryRequests = {
  visitor: {
    'visit:report': {
      about: `A page of a visitor who agreed to \`history\`. A visit after ${defaultSessionPolicy.idleMinutes} minutes without one, or what the site says, is a new one; so is one that the device says a campaign or midnight began. \`withheld\` when the gateway knows of no such consent.`,
      payload: v.strictObject({
        visitorToken: capabilitySchema,
        /** The chat that goes on, proved on this socket. */
        chatId: v.optional(idSchema),
        page: pageSchema,
        /** This look at the page: reported again, when a chat begins on it, it is the same. */
        viewId: v.optional(idSchema),
        session: v.optional(sessionSchema),
        arrival: v.optional(arrivalSchema),
        /** How long the page before was looked at. */
        before: v.optional(timeOnPageSchema),
      }),
      reply: visitsSchema,
    },
    'visit:beat': {
      about: 'The page is still before the visitor’s eyes, and for how long it has been so far.',
      payload: v.strictObject({ visitorToken: capabilitySchema, ...timeOnPageSchema.entries }),
      reply: v.null(),
    },
  },
  agent: {
    'visitor:history': {
      about: 'Visits, pages and earlier chats of the visitor in this chat; `withheld` where they did not agree.',
      payload: v.strictObject(chatReference.agent),
      reply: visitHistorySchema,
    },
    'visitor:transcript': {
      about:
        'Reads an earlier chat of the visitor in this chat, as `message:fetch` does; `withheld` where they did not agree.',
      payload: v.strictObject({
        ...chatReference.agent,
        earlierChatId: idSchema,
        beforeSeq: fetchFields.beforeSeq,
      }),
      reply: deliveryRequests.agent['message:fetch'].reply,
    },
    'visitors:watch': {
      about: `Follows who is on the agent's sites now, of those who agreed to \`history\`: at most ${visitLimits.liveVisitors} of them, changes as they come.`,
      payload: v.strictObject({}),
      reply: liveVisitorsSchema,
    },
    'visitors:unwatch': {
      about: 'Stops following who is there.',
      payload: v.strictObject({}),
      reply: v.null(),
    },
  },
} as const;

/** To agents alone. */
export const visitHistoryNotices = {
  'visitor:visited': {
    about: 'A visit of the visitor in this chat was kept: `visitor:history` has more to tell.',
    payload: v.strictObject(chatReference.agent),
  },
  'visitors:changed': {
    about: 'A visitor who agreed to `history` came, went to another page or began a chat.',
    payload: liveVisitorSchema,
  },
  'visitors:left': {
    about: 'A visitor has been gone for some minutes, or agrees no more.',
    payload: v.strictObject({ siteId: idSchema, presenceId: idSchema }),
  },
} as const;

import * as v from 'valibot';
import { chatFactsSchema, chatOpeningSchema } from './chat-in-progress.ts';
import { consentSummarySchema } from './consent.ts';
import { senderSchema } from './delivery.ts';
import { idSchema, seqSchema, siteKeySchema, timeSchema } from './identifiers.ts';
import { limits } from './limits.ts';
import { sessionPolicySchema } from './session-detection.ts';

/** One chat in an agent's inbox, with the visitor's card. What consent withholds is absent here and `withheld` in `consent`. */
export const chatSummarySchema = v.strictObject({
  ...chatFactsSchema.entries,
  siteId: idSchema,
  siteName: v.string(),
  /** When sessions begin on the site, where it is not as by default. */
  sessions: v.optional(sessionPolicySchema),
  visitorName: v.nullable(v.string()),
  page: v.strictObject({ url: v.string(), title: v.string() }),
  /** ISO 3166-1 alpha-2, or null where the database knows none. */
  country: v.nullable(v.string()),
  /** Family and major version, for example "Firefox 130". */
  browser: v.string(),
  /** What checks brought about before the chat. */
  opening: chatOpeningSchema,
  consent: consentSummarySchema,
  /** Whether the visitor has left an e-mail address, which stays sealed. */
  hasEmail: v.boolean(),
  /** Whether the visitor has a socket open on this chat. */
  visitorPresent: v.boolean(),
  /** Since when they have none; null while they have, and where the gateway did not see them leave. */
  visitorAwaySince: v.nullable(timeSchema),
  headSeq: seqSchema,
  lastMessage: v.nullable(v.strictObject({ sender: senderSchema, preview: v.string(), sentAt: timeSchema })),
});
export type ChatSummary = v.InferOutput<typeof chatSummarySchema>;

export const siteCardSchema = v.strictObject({ siteId: idSchema, siteKey: siteKeySchema, name: v.string() });
export type SiteCard = v.InferOutput<typeof siteCardSchema>;

export const inboxSchema = v.strictObject({
  /** The gateway's clock, so that ages are shown by it and not by the agent's. */
  nowMs: timeSchema,
  sites: v.array(siteCardSchema),
  chats: v.array(chatSummarySchema),
});
export type Inbox = v.InferOutput<typeof inboxSchema>;

export const inboxRequests = {
  'inbox:watch': {
    about: `Follows every chat of the agent's sites: at most ${limits.inboxChats} open ones now, changes as they come.`,
    payload: v.strictObject({}),
    reply: inboxSchema,
  },
} as const;

export const inboxNotices = {
  'inbox:changed': {
    about: 'A chat came, or something that the inbox shows of it changed.',
    payload: chatSummarySchema,
  },
} as const;

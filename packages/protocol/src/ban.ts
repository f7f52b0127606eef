import * as v from 'valibot';
import { chatReference, idSchema, textSchema, timeSchema } from './identifiers.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Apart from the other limits: no visitor's page needs them. */
export const banLimits = {
  /** The shortest ban and the longest; one that is extended may take this long again. */
  shortestMs: 60_000,
  longestMs: 90 * dayMs,
  /** For how long staff can look at a ban that has ended. */
  keptMs: 30 * dayMs,
  /** UTF-16 code units. */
  noteLength: 200,
} as const;

/** `chat`: whoever holds this chat; `visitor`: whoever agreed to be known again; `network`: whoever comes from there. */
export const banScopes = ['chat', 'visitor', 'network'] as const;
export type BanScope = (typeof banScopes)[number];

export const banReasons = ['abuse', 'threats', 'spam', 'fraud', 'other'] as const;
export type BanReason = (typeof banReasons)[number];

const scope = v.picklist(banScopes);
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const forMs = v.pipe(v.number(), v.safeInteger(), v.minValue(banLimits.shortestMs), v.maxValue(banLimits.longestMs));

/** A ban as staff see it. Whom it means is not told: that is a tag or a hash, of no use to anybody. */
export const banSchema = v.strictObject({
  siteId: idSchema,
  banId: idSchema,
  scope,
  reason: v.picklist(banReasons),
  note: v.string(),
  author: v.strictObject({ agentId: idSchema, name: v.string() }),
  createdAt: timeSchema,
  endsAt: timeSchema,
  liftedAt: v.nullable(timeSchema),
  /** How often they came all the same, and when last; never what they said. */
  attempts: count,
  lastAttemptAt: v.nullable(timeSchema),
});
export type Ban = v.InferOutput<typeof banSchema>;

/** What can be banned of the visitor in a chat. */
export const banChoicesSchema = v.strictObject({
  /** False where the visitor did not agree to be known again. */
  visitor: v.boolean(),
  /** False once they have been away for longer than their network is remembered. */
  network: v.boolean(),
  /** Other visitors who are connected from the same network at this moment. */
  othersOnNetwork: count,
});
export type BanChoices = v.InferOutput<typeof banChoicesSchema>;

const banReference = { siteId: idSchema, banId: idSchema } as const;

export const banRequests = {
  'ban:prepare': {
    about: 'What can be banned of the visitor in this chat, and whom else it would hit.',
    payload: v.strictObject(chatReference.agent),
    reply: banChoicesSchema,
  },
  'ban:add': {
    about:
      'Bans the visitor of this chat and cuts their connections. `withheld` where the visitor is not known again, `conflict` where their network is forgotten. Without `forMs` a network is banned for a day, all else for 30 days.',
    payload: v.strictObject({
      ...chatReference.agent,
      scope,
      reason: v.picklist(banReasons),
      /** For staff alone. */
      note: textSchema(0, banLimits.noteLength),
      forMs: v.optional(forMs),
    }),
    reply: banSchema,
  },
  'ban:list': {
    about: `Bans of a site, newest first: those in force, and those that ended in the last ${banLimits.keptMs / dayMs} days.`,
    payload: v.strictObject({ siteId: idSchema }),
    reply: v.strictObject({ nowMs: timeSchema, bans: v.array(banSchema) }),
  },
  'ban:lift': {
    about: 'Ends a ban now. Who made it may take it back for a minute, whatever their role. Twice is not an error.',
    payload: v.strictObject(banReference),
    reply: banSchema,
  },
  'ban:extend': {
    about: 'Lets a ban that is in force end this long from now, unless that would be sooner. `ended` when it is over.',
    payload: v.strictObject({ ...banReference, forMs }),
    reply: banSchema,
  },
} as const;

/** To visitors alone. The words "closed" and not "banned" are on purpose: it is what their page is told. */
export const banNotices = {
  'ban:closed': {
    about: 'The chat is closed for this connection until then, and the connection ends. Nothing is to be sent before.',
    payload: v.strictObject({ until: timeSchema }),
  },
} as const;

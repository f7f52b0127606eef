import * as v from 'valibot';
import { idSchema, textSchema, timeSchema } from './identifiers.ts';
import { limits } from './limits.ts';

/** Roles, from most to least. What each may do stands in core's permission table. */
export const roles = ['owner', 'admin', 'supervisor', 'agent', 'privacy-officer', 'auditor', 'client'] as const;
export const roleSchema = v.picklist(roles);
export type Role = v.InferOutput<typeof roleSchema>;

/**
 * How a browser stretches a password. The client refuses anything below the floor in `vault`,
 * so that a gateway cannot talk it into a key that is cheap to guess.
 */
export const stretchParametersSchema = v.strictObject({
  algorithm: v.literal('argon2id'),
  memoryKib: v.pipe(v.number(), v.integer()),
  passes: v.pipe(v.number(), v.integer()),
  parallelism: v.pipe(v.number(), v.integer()),
  /** 16 random bytes, base64url. */
  salt: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/)),
});
export type StretchParameters = v.InferOutput<typeof stretchParametersSchema>;

const emailSchema = v.pipe(v.string(), v.maxLength(254), v.email());
/** 32 bytes, base64url. */
const key = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/));

export const agentProfileSchema = v.strictObject({
  agentId: idSchema,
  name: v.string(),
  email: v.string(),
  memberships: v.array(v.strictObject({ siteId: v.nullable(idSchema), role: roleSchema })),
});
/** `siteId` null: the role holds on every site. */
export type AgentProfile = v.InferOutput<typeof agentProfileSchema>;

export const agentSessionSchema = v.strictObject({
  /** Names the session and opens nothing. */
  sessionId: idSchema,
  /** Family and major version, for example "Firefox 130"; '' where it is not known. */
  browser: v.string(),
  startedAt: timeSchema,
  /** Noted every few minutes at most. */
  lastUsedAt: timeSchema,
  /** The one that asks. */
  current: v.boolean(),
});
/** Where an agent is signed in. Neither the address nor the country is known. */
export type AgentSession = v.InferOutput<typeof agentSessionSchema>;

/** The console's HTTP calls: same-origin POSTs of JSON under `/api/`, answered as every acknowledgement is. */
export const staffCalls = {
  'invitation/show': {
    about: 'What a one-time set-up link is for. `not-found` once used or after its time.',
    payload: v.strictObject({ token: key }),
    reply: v.strictObject({ email: v.string(), name: v.string(), role: roleSchema, stretch: stretchParametersSchema }),
  },
  'invitation/accept': {
    about:
      'Makes the account and signs in. The password itself never leaves the browser; `authKey` is one half of its stretch.',
    payload: v.strictObject({
      token: key,
      name: textSchema(1, limits.displayNameLength),
      email: emailSchema,
      stretch: stretchParametersSchema,
      authKey: key,
    }),
    reply: agentProfileSchema,
  },
  'sign-in/begin': {
    about:
      'How to stretch the password of this account. Accounts that do not exist get an answer of the same form, always the same one.',
    payload: v.strictObject({ email: emailSchema }),
    reply: stretchParametersSchema,
  },
  'sign-in/finish': {
    about: 'Signs in and sets the session cookie. `forbidden` for a wrong key and an unknown account alike.',
    payload: v.strictObject({ email: emailSchema, authKey: key }),
    reply: agentProfileSchema,
  },
  'session/show': {
    about: 'Who is signed in. `forbidden` when nobody is.',
    payload: v.strictObject({}),
    reply: agentProfileSchema,
  },
  'session/end': { about: 'Signs out.', payload: v.strictObject({}), reply: v.null() },
  'session/list': {
    about: "The agent's own sessions, the last used first. `forbidden` when nobody is signed in.",
    payload: v.strictObject({}),
    reply: v.strictObject({ nowMs: timeSchema, sessions: v.array(agentSessionSchema) }),
  },
  'session/revoke': {
    about: "Ends one of the agent's own sessions and cuts its sockets. `not-found` for one that is over or not theirs.",
    payload: v.strictObject({ sessionId: idSchema }),
    reply: v.null(),
  },
  'session/revoke-others': {
    about: 'Ends every session of the agent but the one that asks, and says how many.',
    payload: v.strictObject({}),
    reply: v.strictObject({ ended: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) }),
  },
} as const;
export type StaffCalls = typeof staffCalls;

export const staffNotices = {
  'session:ended': {
    about: 'The agent ended this session from another one of theirs. The connection ends with it.',
    payload: v.strictObject({}),
  },
} as const;

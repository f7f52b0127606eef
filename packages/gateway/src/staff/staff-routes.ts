import {
  type AgentProfile,
  type ErrorCode,
  type PayloadOf,
  refusal,
  type ReplyOf,
  type Result,
  type StaffCalls,
  staffCalls,
  success,
} from '@handlr/protocol';
import { minimiseUserAgent } from '@handlr/privacy/user-agent';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { safeParse } from 'valibot';
import { forgetLastMatch } from '../forget-last-match.ts';
import { acceptInvitation, findInvitation, type InvitationDeps } from './invitations.ts';
import { createOwnSessions } from './own-sessions.ts';
import type { SessionCookie } from './session-cookie.ts';
import { agentProfile, readIdentity, type Sessions } from './sessions.ts';
import type { SignIn } from './sign-in.ts';
import { newStretch } from './stretch-for.ts';
import type { Throttle } from './throttle.ts';

export type StaffRouteDeps = InvitationDeps & {
  readonly sessions: Sessions;
  readonly signIn: SignIn;
  readonly throttle: Throttle;
  cookie(): SessionCookie;
  /** Opaque; the same for one network for a day. */
  rateLimitTag(request: FastifyRequest): string;
  /** The agent signed out of this session. */
  onSessionEnded(sessionId: string): void;
  /** They ended it from another one. */
  onSessionRevoked(sessionId: string): void;
};

type Call = { readonly request: FastifyRequest; readonly reply: FastifyReply; readonly rateLimitTag: string };

type Handlers = {
  readonly [Name in keyof StaffCalls]: (
    payload: PayloadOf<StaffCalls[Name]>,
    call: Call,
  ) => Promise<Result<ReplyOf<StaffCalls[Name]>>>;
};

/** Where a call itself was refused, HTTP says so as well; an answer to the call is 200 whatever it says. */
const statusOf: { readonly [Code in ErrorCode]?: number } = { invalid: 400, 'too-many': 429 };

/** `POST /api/<name>` for each of the protocol's staff calls. Same-origin and JSON are seen to before. */
export function registerStaffRoutes(app: FastifyInstance, deps: StaffRouteDeps): void {
  const { store, random, sessions, signIn, throttle, cookie, rateLimitTag, onSessionEnded, onSessionRevoked } = deps;
  const own = createOwnSessions({ sessions, onRevoked: onSessionRevoked });

  const handlers: Handlers = {
    'invitation/show': async ({ token }) => {
      const invitation = await findInvitation(deps, token);
      if (invitation === null) return refusal('not-found');
      const { email, name, role } = invitation;
      return success({ email, name, role, stretch: newStretch(random) });
    },
    'invitation/accept': async (payload, call) => startSession(await acceptInvitation(deps, payload), call),
    'sign-in/begin': ({ email }) => signIn.begin(email),
    'sign-in/finish': async ({ email, authKey }, call) =>
      startSession(await signIn.finish(email, authKey, call.rateLimitTag), call),
    'session/show': async (_payload, { request }) => {
      const agent = await sessions.read(request.headers.cookie);
      return agent === null ? refusal('forbidden') : success(agentProfile(agent));
    },
    'session/end': async (_payload, { request, reply }) => {
      const sessionId = await sessions.end(request.headers.cookie);
      const { name, attributes } = cookie();
      reply.clearCookie(name, attributes);
      if (sessionId !== null) onSessionEnded(sessionId);
      return success(null);
    },
    'session/list': (_payload, { request }) => own.list(request.headers.cookie),
    'session/revoke': (payload, { request }) => own.revoke(request.headers.cookie, payload),
    'session/revoke-others': (_payload, { request }) => own.revokeOthers(request.headers.cookie),
  };

  route('invitation/show');
  route('invitation/accept');
  route('sign-in/begin');
  route('sign-in/finish');
  route('session/show');
  route('session/end');
  route('session/list');
  route('session/revoke');
  route('session/revoke-others');

  function route<Name extends keyof StaffCalls>(name: Name): void {
    app.post(`/api/${name}`, async (request, reply) => {
      const tag = rateLimitTag(request);
      const waitMs = await throttle.call(tag);
      if (waitMs !== null) return answer(reply, refusal('too-many', waitMs));
      const schema: StaffCalls[Name]['payload'] = staffCalls[name].payload;
      const parsed = safeParse(schema, request.body, { abortEarly: true });
      forgetLastMatch();
      if (!parsed.success) return answer(reply, refusal('invalid'));
      const result = await handlers[name](parsed.output, { request, reply, rateLimitTag: tag });
      sayWhenToRetry(reply, result);
      return reply.send(result);
    });
  }

  async function startSession(signedIn: Result<string>, { request, reply }: Call): Promise<Result<AgentProfile>> {
    if (!signedIn.ok) return signedIn;
    const agent = await readIdentity(store, signedIn.value);
    if (agent === null) return refusal('forbidden');
    const { family, major } = minimiseUserAgent(request.headers['user-agent'] ?? '');
    const token = await sessions.start(agent.agentId, `${family} ${major}`.trim());
    const { name, attributes } = cookie();
    reply.setCookie(name, token, attributes);
    return success(agentProfile(agent));
  }
}

function answer(reply: FastifyReply, refused: Result<never>): FastifyReply {
  sayWhenToRetry(reply, refused);
  return reply.code(refused.ok ? 200 : (statusOf[refused.error.code] ?? 403)).send(refused);
}

/** `Retry-After` in whole seconds, rounded up, wherever the answer names a wait. */
function sayWhenToRetry(reply: FastifyReply, result: Result<unknown>): void {
  if (result.ok || result.error.retryAfterMs === undefined) return;
  reply.header('retry-after', String(Math.ceil(result.error.retryAfterMs / 1000)));
}

import { agentHandshakeSchema, supportedProtocolVersions } from '@handlr/protocol';
import { safeParse } from 'valibot';
import type { ReadAgent } from '../staff/index.ts';
import type { Admission } from './admit-visitor.ts';
import type { Arrival } from './arrivals.ts';
import type { AgentPrincipal } from './principal.ts';
import type { Limiter } from './rate-limits.ts';

type Deps = {
  readonly readAgent: ReadAgent;
  consoleOrigin(): string;
  readonly limitConnections: Limiter;
};

/** Lets an agent's socket in: protocol version, the console's own origin, rate limit, a valid session. */
export function createAdmitAgent({ readAgent, consoleOrigin, limitConnections }: Deps) {
  return async (
    handshake: unknown,
    arrival: Arrival,
    cookie: string | undefined,
  ): Promise<Admission<AgentPrincipal>> => {
    const parsed = safeParse(agentHandshakeSchema, handshake);
    if (!parsed.success) return { ok: false, code: 'invalid' };
    if (!supportedProtocolVersions.includes(parsed.output.protocol)) return { ok: false, code: 'version' };
    if (!isFromConsole(arrival, consoleOrigin())) return { ok: false, code: 'forbidden' };
    const waitMs = await limitConnections(`console/${arrival.rateLimitTag}`);
    if (waitMs !== null) return { ok: false, code: 'too-many', retryAfterMs: waitMs };

    const agent = await readAgent(cookie);
    if (agent === null) return { ok: false, code: 'forbidden' };
    const { agentId, name, memberships } = agent;
    return { ok: true, principal: { kind: 'agent', agentId, name, memberships } };
  };
}

/** Pages cannot change what a browser says here: this keeps other pages from using the session's cookie. */
function isFromConsole({ origin, isSameOrigin }: Arrival, consoleOrigin: string): boolean {
  return origin === undefined ? isSameOrigin : origin === consoleOrigin;
}

import { type Clock, createCapability, type Membership, type Random } from '@handlr/core';
import { admit, admitChange, type AgentSessionRow, gatewayRegister, operatorConsent } from '@handlr/privacy';
import type { AgentProfile } from '@handlr/protocol';
import { hashSecret } from '../secret.ts';
import type { StaffStore } from '../storage/index.ts';
import { sessionIdOf } from './session-id.ts';
import { readSessionToken, type SessionCookie } from './session-cookie.ts';

const minuteMs = 60_000;
/** Signed out after this long without a request or a new socket. The register ends every session after 7 days. */
export const sessionIdleMs = 12 * 60 * minuteMs;
/** Use is noted this often at most, so that reading does not mean writing. */
const touchIntervalMs = 5 * minuteMs;

export type AgentIdentity = {
  readonly agentId: string;
  readonly name: string;
  readonly email: string;
  readonly memberships: readonly Membership[];
};

/** Who a Cookie header signs in; null for nobody. */
export type ReadAgent = (cookieHeader: string | undefined) => Promise<AgentIdentity | null>;

/** One session, for as long as something lives by it. */
export type SessionLife = {
  /** Null where the header names no session. */
  readonly sessionId: string | null;
  /** Whether it still holds. Leaves its idle time running. */
  isAlive(): Promise<boolean>;
  /** The same, and counts as use of it. */
  use(): Promise<boolean>;
};

/** Keeps of a Cookie header nothing but the hash of the session's token. */
export type FollowSession = (cookieHeader: string | undefined) => SessionLife;

export type Sessions = {
  /** A new session's token, for the cookie. Only its hash is kept. */
  start(agentId: string, browser: string): Promise<string>;
  readonly read: ReadAgent;
  readonly follow: FollowSession;
  /** Every session of whom a Cookie header signs in, and the one that it names; null for nobody. */
  list(cookieHeader: string | undefined): Promise<OwnSessions | null>;
  /** Ends these sessions. */
  revoke(sessions: readonly AgentSessionRow[]): Promise<void>;
  /** Ends the session of a Cookie header and answers its id. */
  end(cookieHeader: string | undefined): Promise<string | null>;
};

export type OwnSessions = {
  readonly nowMs: number;
  /** The last used first. */
  readonly rows: readonly AgentSessionRow[];
  readonly currentId: string;
};

export type SessionDeps = {
  readonly store: StaffStore;
  readonly clock: Clock;
  readonly random: Random;
  cookie(): SessionCookie;
};

export function createSessions({ store, clock, random, cookie }: SessionDeps): Sessions {
  async function start(agentId: string, browser: string): Promise<string> {
    const token = createCapability(random);
    const nowMs = clock.nowMs();
    const row: AgentSessionRow = {
      tokenHash: hashSecret(token),
      agentId,
      browser,
      createdAt: nowMs,
      lastSeenAt: nowMs,
    };
    await store.startSession(admit(gatewayRegister.agentSessions, row, { consent: operatorConsent, nowMs }));
    return token;
  }

  async function read(cookieHeader: string | undefined): Promise<AgentIdentity | null> {
    const session = await find(tokenHashOf(cookieHeader));
    if (session === null) return null;
    await touch(session);
    return readIdentity(store, session.agentId);
  }

  function follow(cookieHeader: string | undefined): SessionLife {
    const tokenHash = tokenHashOf(cookieHeader);
    return {
      sessionId: tokenHash === null ? null : sessionIdOf(tokenHash),
      isAlive: async () => (await find(tokenHash)) !== null,
      use: async () => {
        const session = await find(tokenHash);
        if (session !== null) await touch(session);
        return session !== null;
      },
    };
  }

  async function end(cookieHeader: string | undefined): Promise<string | null> {
    const session = await find(tokenHashOf(cookieHeader));
    if (session === null) return null;
    await store.endSession(session.tokenHash);
    return sessionIdOf(session.tokenHash);
  }

  async function list(cookieHeader: string | undefined): Promise<OwnSessions | null> {
    const current = await find(tokenHashOf(cookieHeader));
    if (current === null) return null;
    await touch(current);
    const nowMs = clock.nowMs();
    const rows = await store.listSessions(current.agentId, nowMs);
    return {
      nowMs,
      rows: rows.filter(({ lastSeenAt }) => nowMs - lastSeenAt < sessionIdleMs),
      currentId: sessionIdOf(current.tokenHash),
    };
  }

  async function revoke(rows: readonly AgentSessionRow[]): Promise<void> {
    await Promise.all(rows.map(({ tokenHash }) => store.endSession(tokenHash)));
  }

  function tokenHashOf(cookieHeader: string | undefined): string | null {
    const token = readSessionToken(cookieHeader, cookie());
    return token === null ? null : hashSecret(token);
  }

  async function find(tokenHash: string | null): Promise<AgentSessionRow | null> {
    if (tokenHash === null) return null;
    const nowMs = clock.nowMs();
    const session = await store.findSession(tokenHash, nowMs);
    if (session === null) return null;
    if (nowMs - session.lastSeenAt < sessionIdleMs) return session;
    await store.endSession(session.tokenHash);
    return null;
  }

  async function touch({ tokenHash, lastSeenAt }: AgentSessionRow): Promise<void> {
    const nowMs = clock.nowMs();
    if (nowMs - lastSeenAt < touchIntervalMs) return;
    const change = { lastSeenAt: nowMs };
    const context = { consent: operatorConsent, nowMs };
    await store.touchSession(tokenHash, admitChange(gatewayRegister.agentSessions, change, context));
  }

  return { start, read, follow, list, revoke, end };
}

/** An agent with their roles; null when there is no such agent. */
export async function readIdentity(store: StaffStore, agentId: string): Promise<AgentIdentity | null> {
  const agent = await store.findAgent(agentId);
  if (agent === null) return null;
  const rows = await store.listMemberships(agentId);
  const memberships = rows.map(({ siteId, role }) => ({ siteId: siteId === '' ? null : siteId, role }));
  return { agentId, name: agent.name, email: agent.email, memberships };
}

export function agentProfile({ agentId, name, email, memberships }: AgentIdentity): AgentProfile {
  return { agentId, name, email, memberships: [...memberships] };
}

import { type PayloadOf, refusal, type ReplyOf, type Result, type StaffCalls, success } from '@handlr/protocol';
import { sessionIdOf } from './session-id.ts';
import type { Sessions } from './sessions.ts';

type Reply<Name extends keyof StaffCalls> = Promise<Result<ReplyOf<StaffCalls[Name]>>>;

export type OwnSessionCalls = {
  list(cookieHeader: string | undefined): Reply<'session/list'>;
  revoke(cookieHeader: string | undefined, asked: PayloadOf<StaffCalls['session/revoke']>): Reply<'session/revoke'>;
  revokeOthers(cookieHeader: string | undefined): Reply<'session/revoke-others'>;
};

type Deps = {
  readonly sessions: Pick<Sessions, 'list' | 'revoke'>;
  /** Its sockets are to be told and cut. */
  onRevoked(sessionId: string): void;
};

/** Where an agent is signed in, and how they end that elsewhere. Every session that these touch is the agent's own. */
export function createOwnSessions({ sessions, onRevoked }: Deps): OwnSessionCalls {
  return {
    async list(cookieHeader) {
      const own = await sessions.list(cookieHeader);
      if (own === null) return refusal('forbidden');
      const { nowMs, rows, currentId } = own;
      const listed = rows.map(({ tokenHash, browser, createdAt, lastSeenAt }) => {
        const sessionId = sessionIdOf(tokenHash);
        return { sessionId, browser, startedAt: createdAt, lastUsedAt: lastSeenAt, current: sessionId === currentId };
      });
      return success({ nowMs, sessions: listed });
    },

    async revoke(cookieHeader, { sessionId }) {
      const own = await sessions.list(cookieHeader);
      if (own === null) return refusal('forbidden');
      const meant = own.rows.filter(({ tokenHash }) => sessionIdOf(tokenHash) === sessionId);
      if (meant.length === 0) return refusal('not-found');
      await sessions.revoke(meant);
      onRevoked(sessionId);
      return success(null);
    },

    async revokeOthers(cookieHeader) {
      const own = await sessions.list(cookieHeader);
      if (own === null) return refusal('forbidden');
      const others = own.rows.filter(({ tokenHash }) => sessionIdOf(tokenHash) !== own.currentId);
      await sessions.revoke(others);
      for (const { tokenHash } of others) onRevoked(sessionIdOf(tokenHash));
      return success({ ended: others.length });
    },
  };
}

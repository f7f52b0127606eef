import type { AgentRow, AgentSessionRow, InvitationRow, MembershipRow } from '@handlr/privacy';
import { changedFields } from './change.ts';
import { precompile } from './precompile.ts';
import type { Expiring, Queries } from './tables.ts';

const agentColumns = ['agentId', 'email', 'name', 'stretch', 'authKeyHash', 'createdAt'] as const;
const membershipColumns = ['siteId', 'agentId', 'role'] as const;
const invitationColumns = ['tokenHash', 'siteId', 'role', 'email', 'name', 'createdAt'] as const;
const sessionColumns = ['tokenHash', 'agentId', 'browser', 'createdAt', 'lastSeenAt'] as const;

type Token = { readonly tokenHash: string; readonly nowMs: number };

export function createStaffReads(queries: Queries) {
  const agentById = precompile<Pick<AgentRow, 'agentId'>>()((parameter) =>
    queries.selectFrom('agents').select(agentColumns).where('agentId', '=', parameter('agentId')),
  );
  const sessionByToken = precompile<Token>()((parameter) =>
    queries
      .selectFrom('agentSessions')
      .select(sessionColumns)
      .where('tokenHash', '=', parameter('tokenHash'))
      .where('expiresAt', '>', parameter('nowMs')),
  );
  return {
    findInvitation: async ({ tokenHash, nowMs }: Token): Promise<InvitationRow | null> => {
      const invitation = await queries
        .selectFrom('invitations')
        .select(invitationColumns)
        .where('tokenHash', '=', tokenHash)
        .where('expiresAt', '>', nowMs)
        .executeTakeFirst();
      return invitation ?? null;
    },

    countAgents: async (): Promise<number> => {
      const { count } = await queries
        .selectFrom('agents')
        .select((agents) => agents.fn.countAll().as('count'))
        .executeTakeFirstOrThrow();
      return Number(count);
    },

    findAgent: async (agentId: string): Promise<AgentRow | null> => (await agentById(queries, { agentId }))[0] ?? null,

    findAgentByEmail: async (email: string): Promise<AgentRow | null> =>
      (await queries.selectFrom('agents').select(agentColumns).where('email', '=', email).executeTakeFirst()) ?? null,

    listMemberships: async (agentId: string): Promise<readonly MembershipRow[]> =>
      queries
        .selectFrom('memberships')
        .select(membershipColumns)
        .where('agentId', '=', agentId)
        .orderBy('siteId')
        .execute(),

    findSession: async (token: Token): Promise<AgentSessionRow | null> =>
      (await sessionByToken(queries, token))[0] ?? null,

    listSessions: async (agentId: string, nowMs: number): Promise<readonly AgentSessionRow[]> =>
      queries
        .selectFrom('agentSessions')
        .select(sessionColumns)
        .where('agentId', '=', agentId)
        .where('expiresAt', '>', nowMs)
        .orderBy('lastSeenAt', 'desc')
        .orderBy('createdAt', 'desc')
        .execute(),
  };
}

export const staffWrites = {
  addInvitation: async (queries: Queries, invitation: InvitationRow & Expiring): Promise<void> => {
    await queries.insertInto('invitations').values(invitation).execute();
  },

  acceptInvitation: async (
    queries: Queries,
    {
      tokenHash,
      agent,
      membership,
    }: {
      readonly tokenHash: string;
      readonly agent: AgentRow & Expiring;
      readonly membership: MembershipRow & Expiring;
    },
  ): Promise<'accepted' | 'not-found' | 'email-taken'> => {
    // The moment of acceptance is the one at which the account was made.
    const invitation = await queries
      .selectFrom('invitations')
      .select('tokenHash')
      .where('tokenHash', '=', tokenHash)
      .where('expiresAt', '>', agent.createdAt)
      .executeTakeFirst();
    if (invitation === undefined) return 'not-found';
    const made = await queries
      .insertInto('agents')
      .values(agent)
      .onConflict((conflict) => conflict.column('email').doNothing())
      .returning('agentId')
      .executeTakeFirst();
    if (made === undefined) return 'email-taken';
    await queries.insertInto('memberships').values(membership).execute();
    await queries.deleteFrom('invitations').where('tokenHash', '=', tokenHash).execute();
    return 'accepted';
  },

  startSession: async (queries: Queries, session: AgentSessionRow & Expiring): Promise<void> => {
    await queries.insertInto('agentSessions').values(session).execute();
  },

  touchSession: async (
    queries: Queries,
    { tokenHash, change }: { readonly tokenHash: string; readonly change: Partial<AgentSessionRow> },
  ): Promise<void> => {
    await queries
      .updateTable('agentSessions')
      .set(changedFields(change, ['tokenHash', 'agentId']))
      .where('tokenHash', '=', tokenHash)
      .execute();
  },

  endSession: async (queries: Queries, tokenHash: string): Promise<void> => {
    await queries.deleteFrom('agentSessions').where('tokenHash', '=', tokenHash).execute();
  },
};

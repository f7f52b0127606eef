import { describe, expect, it } from 'vitest';
import { gatewayRegister } from '@handlr/privacy';
import type { Store } from '../../packages/gateway/src/storage/index.ts';
import {
  agent,
  agentRow,
  invitation,
  invitationRow,
  membership,
  membershipRow,
  nowMs,
  session,
  sessionChange,
  sessionRow,
} from './admitted-records.ts';

const invitationEndsMs = nowMs + gatewayRegister.invitations.lifetimeMs;
const sessionEndsMs = nowMs + gatewayRegister.agentSessions.lifetimeMs;

export function testStaff(current: () => Store): void {
  const hire = async () => {
    await current().addInvitation(invitation());
    return current().acceptInvitation('invitation-1', agent(), membership());
  };

  describe('staff', () => {
    it('finds an invitation until its time is over', async () => {
      await current().addInvitation(invitation());
      expect(await current().findInvitation('invitation-1', invitationEndsMs - 1)).toEqual(invitationRow());
      expect(await current().findInvitation('invitation-1', invitationEndsMs)).toBeNull();
      expect(await current().findInvitation('invitation-2', nowMs)).toBeNull();
    });

    it('makes the account and uses the invitation up', async () => {
      expect(await current().countAgents()).toBe(0);
      expect(await hire()).toBe('accepted');
      expect(await current().countAgents()).toBe(1);
      expect(await current().findAgent('agent-1')).toEqual(agentRow());
      expect(await current().findAgentByEmail('sam@operator.example')).toEqual(agentRow());
      expect(await current().listMemberships('agent-1')).toEqual([membershipRow()]);
      expect(await current().findInvitation('invitation-1', nowMs)).toBeNull();
    });

    it('lets one of many who use an invitation at once have it', async () => {
      await current().addInvitation(invitation());
      const accept = (index: number) =>
        current().acceptInvitation(
          'invitation-1',
          agent({ agentId: `agent-${index}`, email: `${index}@operator.example` }),
          membership({ agentId: `agent-${index}` }),
        );
      const outcomes = await Promise.all([1, 2, 3, 4, 5].map(accept));
      expect(outcomes.toSorted()).toEqual(['accepted', 'not-found', 'not-found', 'not-found', 'not-found']);
      expect(await current().countAgents()).toBe(1);
    });

    it('makes nothing of an invitation that is unknown or over', async () => {
      await current().addInvitation(invitation());
      const late = agent({ createdAt: invitationEndsMs });
      expect(await current().acceptInvitation('invitation-2', agent(), membership())).toBe('not-found');
      expect(await current().acceptInvitation('invitation-1', late, membership())).toBe('not-found');
      expect(await current().countAgents()).toBe(0);
    });

    it('keeps the invitation when the address is taken', async () => {
      await hire();
      await current().addInvitation(invitation({ tokenHash: 'invitation-2' }));
      const twin = { agentId: 'agent-2' };
      expect(await current().acceptInvitation('invitation-2', agent(twin), membership(twin))).toBe('email-taken');
      expect(await current().findInvitation('invitation-2', nowMs)).not.toBeNull();
      expect(await current().findAgent('agent-2')).toBeNull();
      expect(await current().listMemberships('agent-2')).toEqual([]);
    });

    it('makes neither account nor membership when one of them cannot be', async () => {
      await current().addInvitation(invitation());
      const nobody = membership({ agentId: 'agent-9' });
      const accepting = current().acceptInvitation('invitation-1', agent(), nobody);
      // Not even while it is being tried.
      for (let round = 0; round < 20; round += 1) expect(await current().countAgents()).toBe(0);
      await expect(accepting).rejects.toThrow();
      expect(await current().countAgents()).toBe(0);
      expect(await current().findInvitation('invitation-1', nowMs)).not.toBeNull();
    });

    it('finds a session until it is over or ended, and remembers when it was used', async () => {
      await hire();
      await current().startSession(session());
      await current().startSession(session({ tokenHash: 'session-2' }));
      await current().touchSession('session-1', sessionChange({ lastSeenAt: nowMs + 5 }));
      expect(await current().findSession('session-1', sessionEndsMs - 1)).toEqual(
        sessionRow({ lastSeenAt: nowMs + 5 }),
      );
      expect(await current().findSession('session-1', sessionEndsMs)).toBeNull();
      await current().endSession('session-1');
      expect(await current().findSession('session-1', nowMs)).toBeNull();
      expect(await current().findSession('session-2', nowMs)).toEqual(sessionRow({ tokenHash: 'session-2' }));
    });

    it('lists the sessions of one agent that are not over, the last used first', async () => {
      await hire();
      await current().addInvitation(invitation({ tokenHash: 'invitation-2' }));
      const colleague = { agentId: 'agent-2' };
      await current().acceptInvitation(
        'invitation-2',
        agent({ ...colleague, email: 'bo@operator.example' }),
        membership(colleague),
      );
      await current().startSession(session());
      await current().startSession(session({ tokenHash: 'session-2', browser: 'Chrome 129', lastSeenAt: nowMs + 5 }));
      await current().startSession(session({ tokenHash: 'session-3', agentId: 'agent-2' }));
      expect(await current().listSessions('agent-1', sessionEndsMs - 1)).toEqual([
        sessionRow({ tokenHash: 'session-2', browser: 'Chrome 129', lastSeenAt: nowMs + 5 }),
        sessionRow(),
      ]);
      expect(await current().listSessions('agent-1', sessionEndsMs)).toEqual([]);
      expect(await current().listSessions('nobody', nowMs)).toEqual([]);
    });

    it('never hands a session to another account', async () => {
      await hire();
      await current().startSession(session());
      await expect(current().touchSession('session-1', sessionChange({ agentId: 'agent-2' }))).rejects.toThrow();
      await expect(current().startSession(session({ tokenHash: 's', agentId: 'nobody' }))).rejects.toThrow();
    });
  });
}

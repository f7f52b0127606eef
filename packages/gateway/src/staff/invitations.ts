import { type Clock, createCapability, createId, type Random } from '@handlr/core';
import {
  admit,
  type AgentRow,
  gatewayRegister,
  type InvitationRow,
  type MembershipRow,
  operatorConsent,
} from '@handlr/privacy';
import { type PayloadOf, refusal, type Result, type Role, type StaffCalls, success } from '@handlr/protocol';
import { hashSecret } from '../secret.ts';
import type { StaffStore } from '../storage/index.ts';
import { hashAuthKey } from './auth-key-hash.ts';
import { normaliseEmail } from './email.ts';
import { isOffered } from './stretch-for.ts';

export type InvitationDeps = { readonly store: StaffStore; readonly clock: Clock; readonly random: Random };

export type Invited = {
  readonly role: Role;
  /** Null for every site. */
  readonly siteId: string | null;
  /** '' where the invited person types it: only the very first owner. */
  readonly email: string;
  readonly name: string;
};

/** A one-time token; the link is made of it. The register ends it after 7 days. */
export async function invite({ store, clock, random }: InvitationDeps, invited: Invited): Promise<string> {
  const token = createCapability(random);
  const nowMs = clock.nowMs();
  const row: InvitationRow = {
    tokenHash: hashSecret(token),
    siteId: invited.siteId ?? '',
    role: invited.role,
    email: normaliseEmail(invited.email),
    name: invited.name,
    createdAt: nowMs,
  };
  await store.addInvitation(admit(gatewayRegister.invitations, row, { consent: operatorConsent, nowMs }));
  return token;
}

/** The token goes behind `#`, so that it reaches no server's log. */
export function invitationLink(publicUrl: string, token: string): string {
  return `${publicUrl}/console/#set-up=${token}`;
}

/** While the installation has no agent at all: the link that makes its first owner. Null once there is one. */
export async function inviteFirstOwner(deps: InvitationDeps, publicUrl: string): Promise<string | null> {
  if ((await deps.store.countAgents()) > 0) return null;
  return invitationLink(publicUrl, await invite(deps, { role: 'owner', siteId: null, email: '', name: '' }));
}

/** An invitation that can still be used. */
export async function findInvitation({ store, clock }: InvitationDeps, token: string): Promise<InvitationRow | null> {
  const invitation = await store.findInvitation(hashSecret(token), clock.nowMs());
  // Every start prints a first owner's link; once one was used, the others must be worth nothing.
  if (invitation?.email === '' && (await store.countAgents()) > 0) return null;
  return invitation;
}

/** Makes the account; answers the agent's id. */
export async function acceptInvitation(
  deps: InvitationDeps,
  given: PayloadOf<StaffCalls['invitation/accept']>,
): Promise<Result<string>> {
  const { store, clock, random } = deps;
  const invitation = await findInvitation(deps, given.token);
  if (invitation === null) return refusal('not-found');
  const email = normaliseEmail(given.email);
  if (!isOffered(given.stretch) || (invitation.email !== '' && invitation.email !== email)) return refusal('invalid');

  const nowMs = clock.nowMs();
  const agent: AgentRow = {
    agentId: createId(random),
    email,
    name: given.name.trim(),
    stretch: JSON.stringify(given.stretch),
    authKeyHash: await hashAuthKey(given.authKey, random),
    createdAt: nowMs,
  };
  const membership: MembershipRow = { siteId: invitation.siteId, agentId: agent.agentId, role: invitation.role };
  const context = { consent: operatorConsent, nowMs };
  const outcome = await store.acceptInvitation(
    invitation.tokenHash,
    admit(gatewayRegister.agents, agent, context),
    admit(gatewayRegister.memberships, membership, context),
  );
  if (outcome === 'accepted') return success(agent.agentId);
  return refusal(outcome === 'email-taken' ? 'conflict' : 'not-found');
}

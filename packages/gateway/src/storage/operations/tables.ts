import type {
  AgentRow,
  AgentSessionRow,
  BanRow,
  ChatConsentRow,
  InvitationRow,
  MembershipRow,
  SiteChecksRow,
  SealedContactRow,
  SiteRow,
  VisitorChatRow,
  VisitorConsentRow,
  VisitorOriginRow,
  VisitorPageRow,
  VisitorRow,
} from '@handlr/privacy';
import type { Kysely } from 'kysely';
import type { StoredChat, StoredMessage } from '../store.ts';

/** Milliseconds since 1970, stamped by the gate. */
export type Expiring = { readonly expiresAt: number };

/** Every table, in the names that the code uses; in the database they are snake_case. */
export type Tables = {
  readonly meta: { readonly name: string; readonly value: string };
  readonly sites: SiteRow & Expiring;
  readonly siteChecks: SiteChecksRow & Expiring;
  readonly chats: StoredChat & Expiring;
  readonly messages: StoredMessage & Expiring;
  readonly agents: AgentRow & Expiring;
  readonly memberships: MembershipRow & Expiring;
  readonly invitations: InvitationRow & Expiring;
  readonly agentSessions: AgentSessionRow & Expiring;
  readonly chatConsents: ChatConsentRow & Expiring;
  readonly visitorConsents: VisitorConsentRow & Expiring;
  readonly visitors: VisitorRow & Expiring;
  readonly visitorOrigins: VisitorOriginRow & Expiring;
  readonly visitorChats: VisitorChatRow & Expiring;
  readonly visitorPages: VisitorPageRow & Expiring;
  readonly bans: BanRow & Expiring;
  readonly sealedContacts: SealedContactRow & Expiring;
};

/** A connection or a transaction, of whichever database. */
export type Queries = Kysely<Tables>;

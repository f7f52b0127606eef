import type { Audience, ChatState, Role } from '@handlr/protocol';

/** Rows of the gateway's tables. Times are milliseconds since 1970 by the gateway's clock; null means "not so". */

export type SiteRow = {
  readonly siteId: string;
  readonly siteKey: string;
  readonly name: string;
  /** JSON: list of origins, with `*.` for any subdomain. */
  readonly allowedOrigins: string;
  /** JSON: texts and colours of the box. */
  readonly appearance: string;
  readonly createdAt: number;
};

export type ChatRow = {
  readonly siteId: string;
  readonly chatId: string;
  /** SHA-256 of the capability, base64url. */
  readonly capabilityHash: string;
  readonly state: ChatState;
  readonly agentId: string | null;
  readonly visitorName: string | null;
  readonly pageUrl: string;
  readonly pageTitle: string;
  readonly country: string | null;
  readonly browser: string;
  readonly openedAt: number;
  readonly endedAt: number | null;
  readonly readByVisitorSeq: number;
  readonly readByAgentSeq: number;
};

/** Its seq is given by the store, inside the commit. */
export type MessageRow = {
  readonly siteId: string;
  readonly chatId: string;
  readonly audience: Audience;
  readonly messageId: string;
  /** `visitor`, or an agent's id. */
  readonly sender: string;
  readonly body: string;
  readonly sentAt: number;
};

export type AgentRow = {
  readonly agentId: string;
  readonly email: string;
  readonly name: string;
  /** JSON of the parameters with which the agent's browser stretches the password. */
  readonly stretch: string;
  /** Slow hash of the auth key, in PHC string form. */
  readonly authKeyHash: string;
  readonly createdAt: number;
};

/** `siteId` '' : the role holds on every site. */
export type MembershipRow = {
  readonly siteId: string;
  readonly agentId: string;
  readonly role: Role;
};

export type InvitationRow = {
  /** SHA-256 of the token in the link, base64url. */
  readonly tokenHash: string;
  readonly siteId: string;
  readonly role: Role;
  /** '' where the invited person types it. */
  readonly email: string;
  readonly name: string;
  readonly createdAt: number;
};

export type AgentSessionRow = {
  /** SHA-256 of the cookie's token, base64url. */
  readonly tokenHash: string;
  readonly agentId: string;
  readonly createdAt: number;
  readonly lastSeenAt: number;
};

/** On the visitor's device: the chat that goes on. */
export type ChatInProgressRecord = {
  /** The secret that is the visitor's only proof of being in the chat. */
  readonly capability: string;
};

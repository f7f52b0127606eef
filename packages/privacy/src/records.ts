import type { Audience, ChatState, Choices, DecisionMethod, Jurisdiction, Role } from '@handlr/protocol';

/** Rows of the gateway's tables. Times are milliseconds since 1970 by the gateway's clock; null means "not so". */

export type SiteRow = {
  readonly siteId: string;
  readonly siteKey: string;
  readonly name: string;
  /** JSON: list of origins, with `*.` for any subdomain. */
  readonly allowedOrigins: string;
  /** JSON: texts and colours of the box. */
  readonly appearance: string;
  /** JSON: the site's consent policy, and who is answerable for it. */
  readonly consent: string;
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

/** What the visitor's device states about consent, as the gateway keeps it. */
export type StatementRow = {
  readonly siteId: string;
  /** Of the device's statements, the one that this is. */
  readonly number: number;
  /** JSON by purpose: what the visitor decided in the widget … */
  readonly choices: string;
  /** … and what the site's banner says. */
  readonly banner: string;
  /** 1 while Global Privacy Control was on, by the device's word or by the header. */
  readonly gpc: number;
  /** 1 when `history` was chosen by name all the same. */
  readonly overGpc: number;
  readonly method: DecisionMethod;
  readonly policyVersion: number;
  readonly jurisdiction: Jurisdiction;
  readonly language: string;
  readonly decidedAt: number;
};

export type ChatConsentRow = StatementRow & { readonly chatId: string };

/** `visitorId` is the SHA-256 of the visitor's token, base64url. */
export type VisitorConsentRow = StatementRow & { readonly visitorId: string };

export type VisitorRow = {
  readonly siteId: string;
  readonly visitorId: string;
  readonly visits: number;
  readonly firstVisitAt: number;
  readonly lastVisitAt: number;
};

export type VisitorChatRow = {
  readonly siteId: string;
  readonly visitorId: string;
  readonly chatId: string;
};

export type VisitorPageRow = {
  readonly siteId: string;
  readonly visitorId: string;
  readonly at: number;
  readonly pageUrl: string;
  readonly pageTitle: string;
};

/** What a visitor left so that they can be written to; only who holds the site's key can read it. */
export type SealedContactRow = {
  readonly siteId: string;
  readonly chatId: string;
  /** Sealed box in base64url. */
  readonly sealed: string;
  readonly leftAt: number;
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

/** On the visitor's device: what they decided, and how far the gateway knows. A refusal holds nothing that tells them from others. */
export type ConsentRecord = {
  readonly number: number;
  readonly choices: Choices;
  readonly overGpc: boolean;
  readonly method: DecisionMethod;
  readonly policyVersion: number;
  readonly language: string;
  readonly decidedAt: number;
};

/** On the visitor's device, for seconds: whom the gateway still has to forget. */
export type WithdrawalRecord = { readonly visitorToken: string };

/** On the visitor's device. Times are the gateway's. */
export type VisitHistoryRecord = {
  /** 256 random bits by which the gateway knows the visitor again. */
  readonly visitorToken: string;
  readonly visits: number;
  readonly firstVisitAt: number;
  readonly lastVisitAt: number;
};

/** On the visitor's device: the newest pages that they looked at, newest first. */
export type PageTrailRecord = {
  readonly pages: readonly { readonly pageUrl: string; readonly pageTitle: string; readonly at: number }[];
};

/** On the visitor's device: how the box was left. */
export type BoxStateRecord = { readonly box: 'open' | 'minimised' | 'closed' };

/** On the visitor's device: what they left, to be offered the next time. Encrypted where it is kept. */
export type VisitorEmailRecord = { readonly email: string; readonly telephone: string };

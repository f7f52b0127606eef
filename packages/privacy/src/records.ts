import type {
  Arrival,
  Audience,
  BanReason,
  BanScope,
  ChatKind,
  ChatState,
  Choices,
  DecisionMethod,
  Jurisdiction,
  Role,
  SessionBeginning,
} from '@handlr/protocol';

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

export type SiteChecksRow = {
  readonly siteId: string;
  /** Counts the times that it was saved. */
  readonly revision: number;
  /** JSON: `SiteChecks`, read by `readChecks` before it was saved. */
  readonly checks: string;
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
  readonly kind: ChatKind;
  readonly department: string | null;
  readonly language: string | null;
  /** JSON: the questions before the chat, with the visitor's answers. */
  readonly answers: string;
  /** The check whose prompt the visitor answered. */
  readonly promptedBy: string | null;
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
  /** When this visit began, and why. */
  readonly visitBeganAt: number;
  readonly visitBegan: SessionBeginning;
  /** The highest number of a device's session that was heard of. */
  readonly sessionNumber: number;
};

/** How the visit that goes on began, or the first that is known. */
export type VisitorOriginRow = {
  readonly siteId: string;
  readonly visitorId: string;
  readonly which: 'visit' | 'first';
  readonly entryUrl: string | null;
  readonly referrerHost: string | null;
  /** JSON: the words of the campaign, or null. */
  readonly campaign: string;
  readonly clickId: string | null;
};

export type VisitorChatRow = {
  readonly siteId: string;
  readonly visitorId: string;
  readonly chatId: string;
};

export type VisitorPageRow = {
  readonly siteId: string;
  readonly visitorId: string;
  /** Which look at a page it was, by the device: told again, it is the same row. */
  readonly viewId: string;
  readonly at: number;
  readonly pageUrl: string;
  readonly pageTitle: string;
  /** How long it was before the visitor's eyes, as far as that is known. */
  readonly seconds: number | null;
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
  /** Family and major version, by which its owner tells it from others of theirs; '' where it was not kept yet. */
  readonly browser: string;
  readonly createdAt: number;
  readonly lastSeenAt: number;
};

export type BanRow = {
  readonly siteId: string;
  readonly banId: string;
  readonly scope: BanScope;
  /** Hash of the chat's capability or of the visitor's token, or the network's tag; '' once the ban is over. */
  readonly subject: string;
  /** Of the key that made the tag; null for other scopes. */
  readonly epoch: number | null;
  readonly reason: BanReason;
  /** What staff wrote of it; the visitor never sees it. */
  readonly note: string;
  /** Who made it. */
  readonly agentId: string;
  readonly createdAt: number;
  readonly endsAt: number;
  readonly liftedAt: number | null;
  readonly attempts: number;
  readonly lastAttemptAt: number | null;
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

/** On the visitor's device: until when the gateway will not have them. No identifier is in it. */
export type ClosedRecord = { readonly closedUntil: number };

/** On the visitor's device: how the box was left. `place` null: where the site has it. */
export type BoxStateRecord = {
  readonly box: 'open' | 'minimised' | 'closed';
  /** Lengths in CSS pixels, from the edges of the corner, block before inline. */
  readonly place: {
    readonly corner: `${'start' | 'end'}-${'start' | 'end'}`;
    readonly inlinePx: number;
    readonly blockPx: number;
    readonly widthPx: number;
    readonly heightPx: number;
  } | null;
};

/** On the visitor's device, in one tab: what they have typed and not sent. */
export type DraftRecord = {
  readonly text: string;
  /** In UTF-16 code units. */
  readonly caret: number;
  readonly topic: string;
  readonly kind: 'chat' | 'offline' | 'call-back';
};

/** On the visitor's device: where they stand in the transcript of their chat, away from its end. */
export type TranscriptPositionRecord = {
  readonly chatId: string;
  /** The uppermost message in view. */
  readonly anchorSeq: number;
  /** How far beneath the upper edge it begins, in pixels. */
  readonly offsetPx: number;
  readonly readSeq: number;
  readonly renderedSeq: number;
};
/** On the visitor's device: how this visit began, and the first that is known. */
export type OriginRecord = { readonly visit: Arrival; readonly first: Arrival };

/** On the visitor's device: the session that goes on. */
export type SessionRecord = {
  readonly number: number;
  readonly began: SessionBeginning;
  /** By the device's clock, for the device alone. */
  readonly lastActiveAt: number;
  readonly campaign: string;
};

/** On the visitor's device: how long the last page was looked at, until the gateway has heard of it. */
export type PageTimeRecord = { readonly viewId: string; readonly seconds: number };
/** On the visitor's device: prompts, dismissals, chats and visits, by the device's own clock. */
export type PromptHistoryRecord = {
  /** Newest first. */
  readonly prompts: readonly { readonly at: number; readonly campaign: string }[];
  readonly dismissedAt: number | null;
  readonly chattedAt: number | null;
  readonly session: number;
  readonly visitBeganAt: number;
  readonly seenAt: number;
  readonly earlierVisitAt: number | null;
};

/** On the visitor's device, for the session: they sent a prompt away. */
export type PromptDismissalRecord = { readonly dismissed: true };

/** On the visitor's device: which checks have fired beyond the page, by their ids. */
export type FiredChecksRecord = {
  readonly visit: readonly string[];
  /** The number of the session in which those of `visit` fired. */
  readonly session: number;
  readonly visitor: readonly string[];
};

/** On the visitor's device: what they left, to be offered the next time. Encrypted where it is kept. */
export type VisitorEmailRecord = { readonly email: string; readonly telephone: string };

import type {
  Admitted,
  AgentRow,
  AgentSessionRow,
  BanRow,
  ChatConsentRow,
  ChatRow,
  InvitationRow,
  MembershipRow,
  MessageRow,
  SiteChecksRow,
  SealedContactRow,
  SiteRow,
  VisitorChatRow,
  VisitorConsentRow,
  VisitorOriginRow,
  VisitorPageRow,
  VisitorRow,
} from '@handlr/privacy';
import type { Audience, BanScope, ChatState, Purpose, Session } from '@handlr/protocol';

/** A chat as stored, with the heads of its two streams. */
export type StoredChat = ChatRow & { readonly publicSeq: number; readonly teamSeq: number };

/** A message as stored, with the seq that the store gave it. */
export type StoredMessage = MessageRow & { readonly seq: number };

export type ChatKey = { readonly siteId: string; readonly chatId: string };

/** `visitorId` is the hash of the visitor's token. */
export type VisitorKey = { readonly siteId: string; readonly visitorId: string };

export type StoredVisits = Omit<VisitorRow, 'siteId' | 'visitorId'>;

export type StoredOrigin = Pick<VisitorOriginRow, 'entryUrl' | 'referrerHost' | 'campaign' | 'clickId'>;
export type StoredOrigins = { readonly visit: StoredOrigin | null; readonly first: StoredOrigin | null };

/** A visit, each part admitted. */
export type ReportedVisit = {
  /** The statement under which it was admitted. */
  readonly statementNumber: number;
  /** As a first visit would be. */
  readonly visitor: Admitted<VisitorRow>;
  readonly page: Admitted<VisitorPageRow>;
  readonly chat: Admitted<VisitorChatRow> | null;
  readonly origin: Admitted<VisitorOriginRow> | null;
  /** The look before this one, for as long as it lasted. */
  readonly before: { readonly viewId: string; readonly seconds: number } | null;
  readonly session: Session | null;
  /** After how long without a sign a visit is a new one, in milliseconds. */
  readonly idleMs: number;
};

/** A sign of a visitor on the page that was reported before. */
export type Beat = {
  readonly viewId: string;
  readonly seconds: number;
  readonly nowMs: number;
  readonly idleMs: number;
};

export type VisitOutcome =
  | {
      readonly outcome: 'kept';
      readonly visits: StoredVisits;
      readonly page: Pick<VisitorPageRow, 'pageUrl' | 'pageTitle'>;
      readonly origin: StoredOrigin | null;
    }
  /** The consent that it was admitted under does not hold any more. */
  | { readonly outcome: 'withheld' };

/** Newest first. */
export type VisitHistoryPage = StoredVisits & {
  readonly earlierChats: readonly Pick<ChatRow, 'chatId' | 'openedAt' | 'endedAt'>[];
  readonly pages: readonly Pick<VisitorPageRow, 'pageUrl' | 'pageTitle' | 'at' | 'seconds'>[];
  readonly origins: StoredOrigins;
};

/** Whose rows go. */
export type Erasure =
  | { readonly subject: 'chat'; readonly siteId: string; readonly chatId: string }
  | { readonly subject: 'visitor'; readonly siteId: string; readonly visitorId: string };

export type BanKey = { readonly siteId: string; readonly banId: string };

/** Rows by entry of the register. */
export type ErasureCounts = Readonly<Record<string, number>>;

export type AppendOutcome =
  /** Durable now, and for the first time. */
  | { readonly outcome: 'stored'; readonly message: StoredMessage }
  /** The same id and body were stored before (C2). */
  | { readonly outcome: 'replayed'; readonly message: StoredMessage }
  /** The same id was stored before with another body (C2). */
  | { readonly outcome: 'conflict' }
  | { readonly outcome: 'ended' }
  | { readonly outcome: 'not-found' };

export type MessagePage = { readonly headSeq: number; readonly messages: readonly StoredMessage[] };

/** Which side of which seq; without either, the newest. Always answered oldest first. */
export type MessageRange = { readonly afterSeq?: number; readonly beforeSeq?: number; readonly limit: number };

export interface SiteStore {
  /** False when the site's key is taken. */
  addSite(site: Admitted<SiteRow>): Promise<boolean>;
  changeSite(siteId: string, change: Admitted<Partial<SiteRow>>): Promise<void>;
  findSite(siteKey: string): Promise<SiteRow | null>;
  findSiteById(siteId: string): Promise<SiteRow | null>;
  listSites(): Promise<readonly SiteRow[]>;
}

export interface CheckStore {
  /** Saves over the revision before it, or for the first time as revision 1. False when somebody else saved since. */
  saveChecks(checks: Admitted<SiteChecksRow>): Promise<boolean>;
  findChecks(siteId: string): Promise<SiteChecksRow | null>;
}

export interface ChatStore {
  /** Makes the chat unless the site has one of this capability already; answers the stored one. One chat, however many ask at once. */
  openChat(chat: Admitted<ChatRow>): Promise<{ readonly opened: boolean; readonly chat: StoredChat }>;
  findChat(key: ChatKey): Promise<StoredChat | null>;
  findChatByCapability(siteId: string, capabilityHash: string): Promise<StoredChat | null>;
  /** Changes a chat that is in one of these states; null when there is none. */
  changeChat(
    key: ChatKey,
    change: Admitted<Partial<ChatRow>>,
    onlyIn: readonly ChatState[],
  ): Promise<StoredChat | null>;
  /** Moves a read mark forward, never back and never past the head; null when nothing moved. */
  markRead(key: ChatKey, change: Admitted<Partial<ChatRow>>): Promise<StoredChat | null>;
  /** Chats that have not ended, of these sites or of all, oldest first, each with the last message of its public stream. */
  listOpenChats(
    sites: readonly string[] | 'all',
    limit: number,
  ): Promise<readonly { readonly chat: StoredChat; readonly lastMessage: StoredMessage | null }[]>;
}

export interface MessageStore {
  /** Resolves only after the commit is durable (C1), with the next seq of the stream (C3). */
  appendMessage(message: Admitted<MessageRow>): Promise<AppendOutcome>;
  readMessages(key: ChatKey, audience: Audience, range: MessageRange): Promise<MessagePage>;
}

export interface StaffStore {
  addInvitation(invitation: Admitted<InvitationRow>): Promise<void>;
  findInvitation(tokenHash: string, nowMs: number): Promise<InvitationRow | null>;
  /** Makes the account and uses the invitation up, both or neither. */
  acceptInvitation(
    tokenHash: string,
    agent: Admitted<AgentRow>,
    membership: Admitted<MembershipRow>,
  ): Promise<'accepted' | 'not-found' | 'email-taken'>;
  countAgents(): Promise<number>;
  findAgent(agentId: string): Promise<AgentRow | null>;
  findAgentByEmail(email: string): Promise<AgentRow | null>;
  listMemberships(agentId: string): Promise<readonly MembershipRow[]>;
  startSession(session: Admitted<AgentSessionRow>): Promise<void>;
  findSession(tokenHash: string, nowMs: number): Promise<AgentSessionRow | null>;
  /** Those of one agent that are not over, the last used first. */
  listSessions(agentId: string, nowMs: number): Promise<readonly AgentSessionRow[]>;
  touchSession(tokenHash: string, change: Admitted<Partial<AgentSessionRow>>): Promise<void>;
  endSession(tokenHash: string): Promise<void>;
}

export interface ConsentStore {
  /** Keeps a statement unless a later one is there. Answers the one that holds; null when there is no such chat. */
  stateChatConsent(consent: Admitted<ChatConsentRow>): Promise<ChatConsentRow | null>;
  stateVisitorConsent(consent: Admitted<VisitorConsentRow>): Promise<VisitorConsentRow>;
  findChatConsent(key: ChatKey): Promise<ChatConsentRow | null>;
  findVisitorConsent(key: VisitorKey): Promise<VisitorConsentRow | null>;
}

export interface VisitorStore {
  /** Counts a visit, adds its page and links its chat, all if the visitor's statement is still this one, else nothing. */
  reportVisit(visit: ReportedVisit): Promise<VisitOutcome>;
  /** Notes that the visitor is still there; false when their statement is another by now, or there is no such page. */
  noteBeat(key: VisitorKey, statementNumber: number, beat: Beat): Promise<boolean>;
  findVisitorOfChat(key: ChatKey): Promise<VisitorKey | null>;
  /** What has not expired. */
  readVisitHistory(key: VisitorKey, exceptChatId: string, nowMs: number): Promise<VisitHistoryPage | null>;
}

export interface BanStore {
  addBan(ban: Admitted<BanRow>): Promise<void>;
  findBan(key: BanKey): Promise<BanRow | null>;
  /** The one in force for any of these subjects that ends last. */
  findBanOf(siteId: string, scope: BanScope, subjects: readonly string[], nowMs: number): Promise<BanRow | null>;
  /** The one in force for this chat, or for the visitor that it is known to be of. */
  findBanOfChat(siteId: string, capabilityHash: string, nowMs: number): Promise<BanRow | null>;
  /** Newest first. */
  listBans(siteId: string, limit: number): Promise<readonly BanRow[]>;
  /** Networks' bans in force, of every site: what keys are for. */
  listNetworkBans(nowMs: number): Promise<readonly BanRow[]>;
  /** Ends a ban that has not ended by then; null when there is none. */
  liftBan(key: BanKey, change: Admitted<Partial<BanRow>>): Promise<BanRow | null>;
  /** Moves the end of a ban that is in force at that time; null when there is none. */
  extendBan(ban: Admitted<BanRow>, nowMs: number): Promise<BanRow | null>;
  /** `attempts` come on top of what was counted. */
  countBanAttempts(key: BanKey, change: Admitted<Partial<BanRow>>): Promise<void>;
  /** Of bans that are over, forgets whom they meant; of those that ended before `keptSinceMs`, all. Answers how many. */
  forgetBans(nowMs: number, keptSinceMs: number): Promise<number>;
}

export interface ContactStore {
  /** In place of what was there. False when there is no such chat any more. */
  setContact(contact: Admitted<SealedContactRow>): Promise<boolean>;
  /** Whether there was one. */
  removeContact(key: ChatKey): Promise<boolean>;
  findContact(key: ChatKey): Promise<SealedContactRow | null>;
}

export interface ErasureStore {
  /** Deletes every row of the subject that the register has for these purposes, all or none. */
  erase(erasure: Erasure, purposes: readonly Purpose[]): Promise<ErasureCounts>;
  countLeft(erasure: Erasure, purposes: readonly Purpose[]): Promise<ErasureCounts>;
  /** Resolves once what was deleted before is in no byte of the database and its logs. Rejects when that may be tried again. */
  scrub(): Promise<void>;
}

/** The gateway's memory. Takes only what the gate admitted; every look-up begins with the site. */
export interface Store
  extends
    SiteStore,
    CheckStore,
    ChatStore,
    MessageStore,
    StaffStore,
    ConsentStore,
    VisitorStore,
    ContactStore,
    BanStore,
    ErasureStore {
  /** Changes when a backup is restored; a seq means nothing across epochs (C4). */
  readonly epoch: string;
  close(): Promise<void>;
}

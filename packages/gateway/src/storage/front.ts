import { type Admitted, gatewayRegister } from '@handlr/privacy';
import { reveal } from '@handlr/privacy/reveal';
import type { Reads } from './operations/reads.ts';
import type { Expiring } from './operations/tables.ts';
import type { BanKey, Store } from './store.ts';
import type { Writer } from './writer.ts';

export type FrontParts = {
  readonly epoch: string;
  readonly writer: Writer;
  readonly reads: Reads;
  /** Lets a question through to the database, where and when it may be asked. */
  readonly ask: <Answer>(question: () => Promise<Answer>) => Promise<Answer>;
  readonly close: () => Promise<void>;
};

type Entry = (typeof gatewayRegister)[keyof typeof gatewayRegister];

const { sites, chats, messages, agents, memberships, invitations, agentSessions } = gatewayRegister;
const {
  bans,
  siteChecks,
  chatConsents,
  visitorConsents,
  visitors,
  visitorChats,
  visitorPages,
  visitorOrigins,
  sealedContacts,
} = gatewayRegister;

/** The one place on the gateway where what the gate admitted is opened. What it hands on cannot be told from a raw row. */
export function createStoreFront({ epoch, writer, reads, ask, close }: FrontParts): Store {
  let closing: Promise<void> | null = null;
  return {
    epoch,
    close: () => (closing ??= close()),

    addSite: async (site) => writer.write('addSite', row(site, sites)),
    changeSite: async (siteId, change) => writer.write('changeSite', { siteId, change: fields(change, sites) }),
    findSite: async (siteKey) => ask(() => reads.findSite(siteKey)),
    findSiteById: async (siteId) => ask(() => reads.findSiteById(siteId)),
    listSites: async () => ask(() => reads.listSites()),

    saveChecks: async (checks) => writer.write('saveChecks', row(checks, siteChecks)),
    findChecks: async (siteId) => ask(() => reads.findChecks(siteId)),

    openChat: async (chat) => writer.write('openChat', row(chat, chats)),
    findChat: async (key) => ask(() => reads.findChat(key)),
    findChatByCapability: async (siteId, capabilityHash) =>
      ask(() => reads.findChatByCapability({ siteId, capabilityHash })),
    changeChat: async (key, change, onlyIn) =>
      writer.write('changeChat', { key: chatKey(key), change: fields(change, chats), onlyIn: [...onlyIn] }),
    markRead: async (key, change) => writer.write('markRead', { key: chatKey(key), change: fields(change, chats) }),
    listOpenChats: async (ofSites, limit) => ask(() => reads.listOpenChats(ofSites, limit)),

    appendMessage: async (message) => writer.write('appendMessage', row(message, messages)),
    readMessages: async (key, audience, range) => ask(() => reads.readMessages({ ...chatKey(key), audience }, range)),

    addInvitation: async (invitation) => writer.write('addInvitation', row(invitation, invitations)),
    findInvitation: async (tokenHash, nowMs) => ask(() => reads.findInvitation({ tokenHash, nowMs })),
    acceptInvitation: async (tokenHash, agent, membership) =>
      writer.write('acceptInvitation', {
        tokenHash,
        agent: row(agent, agents),
        membership: row(membership, memberships),
      }),
    countAgents: async () => ask(() => reads.countAgents()),
    findAgent: async (agentId) => ask(() => reads.findAgent(agentId)),
    findAgentByEmail: async (email) => ask(() => reads.findAgentByEmail(email)),
    listMemberships: async (agentId) => ask(() => reads.listMemberships(agentId)),
    startSession: async (session) => writer.write('startSession', row(session, agentSessions)),
    findSession: async (tokenHash, nowMs) => ask(() => reads.findSession({ tokenHash, nowMs })),
    listSessions: async (agentId, nowMs) => ask(() => reads.listSessions(agentId, nowMs)),
    touchSession: async (tokenHash, change) =>
      writer.write('touchSession', { tokenHash, change: fields(change, agentSessions) }),
    endSession: async (tokenHash) => writer.write('endSession', tokenHash),

    stateChatConsent: async (consent) => writer.write('stateChatConsent', row(consent, chatConsents)),
    stateVisitorConsent: async (consent) => writer.write('stateVisitorConsent', row(consent, visitorConsents)),
    findChatConsent: async (key) => ask(() => reads.findChatConsent(chatKey(key))),
    findVisitorConsent: async (key) => ask(() => reads.findVisitorConsent(key)),
    reportVisit: async ({ visitor, page, chat, origin, ...visit }) =>
      writer.write('reportVisit', {
        ...visit,
        visitor: row(visitor, visitors),
        page: row(page, visitorPages),
        chat: chat === null ? null : row(chat, visitorChats),
        origin: origin === null ? null : row(origin, visitorOrigins),
      }),
    noteBeat: async (key, statementNumber, beat) => writer.write('noteBeat', { key, statementNumber, beat }),
    findVisitorOfChat: async (key) => ask(() => reads.findVisitorOfChat(chatKey(key))),
    readVisitHistory: async (key, exceptChatId, nowMs) => ask(() => reads.readVisitHistory(key, exceptChatId, nowMs)),

    addBan: async (ban) => writer.write('addBan', row(ban, bans)),
    findBan: async (key) => ask(() => reads.findBan(banKey(key))),
    findBanOf: async (siteId, scope, subjects, nowMs) => ask(() => reads.findBanOf({ siteId, scope, subjects, nowMs })),
    findBanOfChat: async (siteId, capabilityHash, nowMs) =>
      ask(() => reads.findBanOfChat({ siteId, capabilityHash, nowMs })),
    listBans: async (siteId, limit) => ask(() => reads.listBans(siteId, limit)),
    listNetworkBans: async (nowMs) => ask(() => reads.listNetworkBans(nowMs)),
    liftBan: async (key, change) => writer.write('liftBan', { key: banKey(key), change: fields(change, bans) }),
    extendBan: async (ban, nowMs) => writer.write('extendBan', { ban: row(ban, bans), nowMs }),
    countBanAttempts: async (key, change) =>
      writer.write('countBanAttempts', { key: banKey(key), change: fields(change, bans) }),
    forgetBans: async (nowMs, keptSinceMs) => writer.write('forgetBans', { nowMs, keptSinceMs }),

    setContact: async (contact) => writer.write('setContact', row(contact, sealedContacts)),
    removeContact: async (key) => writer.write('removeContact', chatKey(key)),
    findContact: async (key) => ask(() => reads.findContact(chatKey(key))),

    erase: async (erasure, purposes) => writer.write('erase', { erasure, purposes }),
    countLeft: async (erasure, purposes) => ask(() => reads.countLeft({ erasure, purposes })),
    scrub: async () => writer.scrub(),
  };
}

function row<Row extends object>(admitted: Admitted<Row>, entry: Entry): Row & Expiring {
  const { record, expiresAt } = reveal(admitted, entry.id);
  return { ...record, expiresAt };
}

/** A change leaves the row's expiry as it is. */
function fields<Fields extends object>(admitted: Admitted<Fields>, entry: Entry): Fields {
  return reveal(admitted, entry.id).record;
}

/** Callers may hand over more than a key; only the key goes on. */
function chatKey({ siteId, chatId }: { readonly siteId: string; readonly chatId: string }) {
  return { siteId, chatId };
}

function banKey({ siteId, banId }: BanKey): BanKey {
  return { siteId, banId };
}

import { limits } from '@handlr/protocol';
import { keep, reduce, truncate } from './field-policy.ts';
import { reducePageTitle } from './minimise/field-reducers.ts';
import { minimisePageUrl } from './minimise/page-url.ts';
import type {
  AgentRow,
  AgentSessionRow,
  ChatRow,
  InvitationRow,
  MembershipRow,
  MessageRow,
  SiteRow,
} from './records.ts';
import { bothSides, recipients } from './recipients.ts';
import { banRegister } from './register-ban.ts';
import { checkLogicRegister } from './register-check-logic.ts';
import { consentRegister } from './register-consent.ts';
import { describedEntryFor, type LegalBasis } from './register-entry.ts';
import { visitorEmailRegister } from './register-visitor-email.ts';
import { visitorRegister } from './register-visitor.ts';

const dayMs = 24 * 60 * 60 * 1000;
const yearMs = 365 * dayMs;

const chatBasis: LegalBasis = {
  eu: 'GDPR Art. 6(1)(b), answering what the visitor asked',
  uk: 'UK GDPR Art. 6(1)(b), answering what the visitor asked',
};
const contractBasis: LegalBasis = {
  eu: 'GDPR Art. 6(1)(b), contract with the client or the member of staff',
  uk: 'UK GDPR Art. 6(1)(b), contract with the client or the member of staff',
};
const securityBasis: LegalBasis = {
  eu: 'GDPR Art. 6(1)(f), keeping accounts safe',
  uk: 'UK GDPR Art. 6(1)(f), keeping accounts safe',
};
const operator = [recipients.operator];

/** Everything that may be kept on the gateway: each table, each column, and what the gate does to it. */
export const gatewayRegister = {
  sites: describedEntryFor<SiteRow>()({
    id: 'gateway/sites',
    behaviour: 'site',
    subject: 'nobody',
    purpose: 'service',
    basis: contractBasis,
    medium: { kind: 'table', table: 'sites', storeColumns: ['expiresAt'] },
    lifetimeMs: 50 * yearMs,
    recipients: operator,
    sentence: 'Which websites the chat is offered on, how it looks there and what it asks. Nothing about you.',
    fields: {
      siteId: keep,
      siteKey: keep,
      name: keep,
      allowedOrigins: keep,
      appearance: keep,
      consent: keep,
      createdAt: keep,
    },
  }),
  chats: describedEntryFor<ChatRow>()({
    id: 'gateway/chats',
    behaviour: 'chat-in-progress',
    subject: 'visitor',
    purpose: 'service',
    basis: chatBasis,
    medium: { kind: 'table', table: 'chats', storeColumns: ['publicSeq', 'teamSeq', 'expiresAt'] },
    lifetimeMs: 90 * dayMs,
    recipients: bothSides,
    sentence:
      'That you chatted: when, from which page (without anything personal in its address), your country, your browser’s name and the name that you gave, if any; what you answered before the chat, and which prompt you answered, if any.',
    fields: {
      siteId: keep,
      chatId: keep,
      capabilityHash: keep,
      state: keep,
      agentId: keep,
      visitorName: truncate(limits.displayNameLength),
      pageUrl: reduce<string>(minimisePageUrl),
      pageTitle: reduce<string>(reducePageTitle),
      country: truncate(2),
      browser: truncate(40),
      kind: keep,
      department: truncate(40),
      language: truncate(40),
      answers: keep,
      promptedBy: truncate(40),
      openedAt: keep,
      endedAt: keep,
      readByVisitorSeq: keep,
      readByAgentSeq: keep,
    },
  }),
  messages: describedEntryFor<MessageRow>()({
    id: 'gateway/messages',
    behaviour: 'delivery',
    subject: 'visitor',
    purpose: 'service',
    basis: chatBasis,
    medium: { kind: 'table', table: 'messages', storeColumns: ['seq', 'expiresAt'] },
    lifetimeMs: 90 * dayMs,
    recipients: bothSides,
    sentence: 'What you and the agent wrote, and when.',
    fields: {
      siteId: keep,
      chatId: keep,
      audience: keep,
      messageId: keep,
      sender: keep,
      body: truncate(limits.messageBodyLength),
      sentAt: keep,
    },
  }),
  agents: describedEntryFor<AgentRow>()({
    id: 'gateway/agents',
    behaviour: 'staff',
    subject: 'staff',
    purpose: 'service',
    basis: contractBasis,
    medium: { kind: 'table', table: 'agents', storeColumns: ['expiresAt'] },
    lifetimeMs: 50 * yearMs,
    recipients: operator,
    sentence: 'The accounts of the people who answer chats.',
    fields: {
      agentId: keep,
      email: truncate(254),
      name: truncate(limits.displayNameLength),
      stretch: keep,
      authKeyHash: keep,
      createdAt: keep,
    },
  }),
  memberships: describedEntryFor<MembershipRow>()({
    id: 'gateway/memberships',
    behaviour: 'staff',
    subject: 'staff',
    purpose: 'service',
    basis: contractBasis,
    medium: { kind: 'table', table: 'memberships', storeColumns: ['expiresAt'] },
    lifetimeMs: 50 * yearMs,
    recipients: operator,
    sentence: 'Who may answer chats on which website.',
    fields: { siteId: keep, agentId: keep, role: keep },
  }),
  invitations: describedEntryFor<InvitationRow>()({
    id: 'gateway/invitations',
    behaviour: 'staff',
    subject: 'staff',
    purpose: 'service',
    basis: contractBasis,
    medium: { kind: 'table', table: 'invitations', storeColumns: ['expiresAt'] },
    lifetimeMs: 7 * dayMs,
    recipients: operator,
    sentence: 'Invitations to people who will answer chats, until they are used.',
    fields: {
      tokenHash: keep,
      siteId: keep,
      role: keep,
      email: truncate(254),
      name: truncate(limits.displayNameLength),
      createdAt: keep,
    },
  }),
  agentSessions: describedEntryFor<AgentSessionRow>()({
    id: 'gateway/agent-sessions',
    behaviour: 'staff',
    subject: 'staff',
    purpose: 'security',
    basis: securityBasis,
    medium: { kind: 'table', table: 'agent_sessions', storeColumns: ['expiresAt'] },
    lifetimeMs: 7 * dayMs,
    recipients: operator,
    sentence: 'Which of the people who answer chats are signed in, since when, and with which browser.',
    fields: { tokenHash: keep, agentId: keep, browser: truncate(40), createdAt: keep, lastSeenAt: keep },
  }),
  ...checkLogicRegister,
  ...consentRegister,
  ...visitorRegister,
  ...banRegister,
  ...visitorEmailRegister,
} as const;

/** Tables that hold nothing about anybody, kept by the store for itself. */
export const bookkeepingTables: readonly string[] = ['meta'];

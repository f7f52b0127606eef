import {
  admit,
  admitChange,
  type AgentRow,
  type AgentSessionRow,
  type ChatRow,
  gatewayRegister,
  type InvitationRow,
  type MembershipRow,
  type MessageRow,
  operatorConsent as consent,
  type SiteRow,
} from '@handlr/privacy';

/** Records that passed the gate, for whoever tests what comes after it. Each is complete; name what matters. */

export const nowMs = 1_760_000_000_000;
const context = { consent, nowMs };

export const site = (row: Partial<SiteRow> = {}) => admit(gatewayRegister.sites, siteRow(row), context);
export const siteRow = (row: Partial<SiteRow> = {}): SiteRow => ({
  siteId: 'site-a',
  siteKey: 'shop-a',
  name: 'Shop A',
  allowedOrigins: '["https://shop-a.example"]',
  appearance: '{}',
  consent: '{}',
  createdAt: nowMs,
  ...row,
});

export const chat = (row: Partial<ChatRow> = {}) => admit(gatewayRegister.chats, chatRow(row), context);
export const chatRow = (row: Partial<ChatRow> = {}): ChatRow => ({
  siteId: 'site-a',
  chatId: 'chat-1',
  capabilityHash: `capability of ${row.chatId ?? 'chat-1'}`,
  state: 'waiting',
  agentId: null,
  visitorName: null,
  pageUrl: 'https://shop-a.example/',
  pageTitle: '',
  country: 'NL',
  browser: 'Firefox 130',
  openedAt: nowMs,
  endedAt: null,
  readByVisitorSeq: 0,
  kind: 'chat',
  department: null,
  language: null,
  answers: '[]',
  promptedBy: null,
  readByAgentSeq: 0,
  ...row,
});
export const chatChange = (change: Partial<ChatRow>) => admitChange(gatewayRegister.chats, change, context);

export const message = (row: Partial<MessageRow> = {}) => admit(gatewayRegister.messages, messageRow(row), context);
export const messageRow = (row: Partial<MessageRow> = {}): MessageRow => ({
  siteId: 'site-a',
  chatId: 'chat-1',
  audience: 'public',
  messageId: 'message-1',
  sender: 'visitor',
  body: 'Do you ship to Ghent?',
  sentAt: nowMs,
  ...row,
});

export const agent = (row: Partial<AgentRow> = {}) => admit(gatewayRegister.agents, agentRow(row), context);
export const agentRow = (row: Partial<AgentRow> = {}): AgentRow => ({
  agentId: 'agent-1',
  email: 'sam@operator.example',
  name: 'Sam',
  stretch: '{}',
  authKeyHash: '$argon2id$',
  createdAt: nowMs,
  ...row,
});

export const membership = (row: Partial<MembershipRow> = {}) =>
  admit(gatewayRegister.memberships, membershipRow(row), context);
export const membershipRow = (row: Partial<MembershipRow> = {}): MembershipRow => ({
  siteId: '',
  agentId: 'agent-1',
  role: 'owner',
  ...row,
});

export const invitation = (row: Partial<InvitationRow> = {}) =>
  admit(gatewayRegister.invitations, invitationRow(row), context);
export const invitationRow = (row: Partial<InvitationRow> = {}): InvitationRow => ({
  tokenHash: 'invitation-1',
  siteId: '',
  role: 'owner',
  email: '',
  name: '',
  createdAt: nowMs,
  ...row,
});

export const session = (row: Partial<AgentSessionRow> = {}) =>
  admit(gatewayRegister.agentSessions, sessionRow(row), context);
export const sessionRow = (row: Partial<AgentSessionRow> = {}): AgentSessionRow => ({
  tokenHash: 'session-1',
  agentId: 'agent-1',
  browser: 'Firefox 130',
  createdAt: nowMs,
  lastSeenAt: nowMs,
  ...row,
});
export const sessionChange = (change: Partial<AgentSessionRow>) =>
  admitChange(gatewayRegister.agentSessions, change, context);
export const siteChange = (change: Partial<SiteRow>) => admitChange(gatewayRegister.sites, change, context);

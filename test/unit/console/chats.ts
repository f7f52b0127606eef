import type { ChatSummary, Message } from '@handlr/protocol';

export const me = { agentId: 'agent-me', name: 'Maya' };
export const sam = { agentId: 'agent-sam', name: 'Sam' };

/** A chat as the inbox holds it: waiting, from nobody known, unless told otherwise. */
export function chatOf(chatId: string, fields: Partial<ChatSummary> = {}): ChatSummary {
  return {
    chatId,
    state: 'waiting',
    agent: null,
    openedAt: 1_000,
    endedAt: null,
    readByVisitorSeq: 0,
    readByAgentSeq: 0,
    siteId: 'site',
    siteName: 'Wrenmarsh Pottery',
    visitorName: null,
    page: { url: 'https://wrenmarsh.example/', title: '' },
    country: null,
    browser: 'Firefox 144',
    opening: {},
    consent: {
      service: 'exempt',
      security: 'exempt',
      functionality: 'withheld',
      history: 'withheld',
      contact: 'withheld',
      location: 'withheld',
      statistics: 'withheld',
    },
    hasEmail: false,
    visitorPresent: true,
    visitorAwaySince: null,
    headSeq: 0,
    lastMessage: null,
    ...fields,
  };
}

export function visitorMessage(seq: number, body = `message ${seq}`, sentAt = seq * 1_000): Message {
  return { seq, messageId: `visitor-${seq}`, sender: { kind: 'visitor' }, body, sentAt };
}

export function lastWord(kind: 'visitor' | 'agent', sentAt: number): NonNullable<ChatSummary['lastMessage']> {
  const sender = kind === 'visitor' ? { kind } : { kind, ...me };
  return { sender, preview: 'Hello', sentAt };
}

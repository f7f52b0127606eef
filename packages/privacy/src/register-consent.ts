import { keep } from './field-policy.ts';
import type { ChatConsentRow, VisitorConsentRow } from './records.ts';
import { bothSides } from './recipients.ts';
import { describedEntryFor, type LegalBasis } from './register-entry.ts';

const dayMs = 24 * 60 * 60 * 1000;

const proofBasis: LegalBasis = {
  eu: 'GDPR Art. 7(1), being able to show what the visitor agreed to',
  uk: 'UK GDPR Art. 7(1), being able to show what the visitor agreed to',
};

const statementFields = {
  siteId: keep,
  number: keep,
  choices: keep,
  banner: keep,
  gpc: keep,
  overGpc: keep,
  method: keep,
  policyVersion: keep,
  jurisdiction: keep,
  language: keep,
  decidedAt: keep,
} as const;

/** What visitors decided, as the gateway keeps it: once for a chat, once for a visitor who is remembered. */
export const consentRegister = {
  chatConsents: describedEntryFor<ChatConsentRow>()({
    id: 'gateway/chat-consents',
    behaviour: 'consent',
    subject: 'visitor',
    purpose: 'service',
    basis: proofBasis,
    medium: { kind: 'table', table: 'chat_consents', storeColumns: ['expiresAt'] },
    lifetimeMs: 90 * dayMs,
    recipients: bothSides,
    sentence: 'What you agreed to or refused while you chatted, and when. It goes with the chat.',
    fields: { ...statementFields, chatId: keep },
  }),
  visitorConsents: describedEntryFor<VisitorConsentRow>()({
    id: 'gateway/visitor-consents',
    behaviour: 'consent',
    subject: 'visitor',
    purpose: 'history',
    basis: proofBasis,
    medium: { kind: 'table', table: 'visitor_consents', storeColumns: ['expiresAt'] },
    lifetimeMs: 182 * dayMs,
    recipients: bothSides,
    sentence: 'That you agreed to be remembered, and when. It goes when you withdraw that.',
    fields: { ...statementFields, visitorId: keep },
  }),
} as const;

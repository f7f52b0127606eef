import { contactLimits } from '@handlr/protocol';
import { keep, sealed } from './field-policy.ts';
import type { SealedContactRow } from './records.ts';
import { bothSides } from './recipients.ts';
import { describedEntryFor } from './register-entry.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** The e-mail address that a visitor leaves with a chat, as the gateway keeps it: sealed, and gone with the chat. */
export const visitorEmailRegister = {
  sealedContacts: describedEntryFor<SealedContactRow>()({
    id: 'gateway/sealed-contacts',
    behaviour: 'visitor-email',
    subject: 'visitor',
    purpose: 'service',
    basis: {
      eu: 'GDPR Art. 6(1)(b), writing to who asked to be written to',
      uk: 'UK GDPR Art. 6(1)(b), writing to who asked to be written to',
    },
    medium: { kind: 'table', table: 'sealed_contacts', storeColumns: ['expiresAt'] },
    lifetimeMs: 90 * dayMs,
    recipients: bothSides,
    sentence:
      'The e-mail address and telephone number that you left, if any, locked in your browser so that only who may answer you can read it. It goes with the chat, or when you remove it.',
    fields: { siteId: keep, chatId: keep, sealed: sealed(contactLimits.sealedLength), leftAt: keep },
  }),
} as const;

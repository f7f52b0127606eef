import { keep } from './field-policy.ts';
import { limits } from '@handlr/protocol';
import type { ChatInProgressRecord } from './records.ts';
import { entryFor } from './register-entry.ts';

/** Everything that may be kept on a visitor's device. Keys are made of `handlr`, the site's key and the word here. */
export const deviceRegister = {
  chatInProgress: entryFor<ChatInProgressRecord>()({
    id: 'device/chat-in-progress',
    behaviour: 'chat-in-progress',
    subject: 'visitor',
    purpose: 'service',
    basis: {
      eu: 'ePrivacy Directive Art. 5(3), strictly necessary for the chat that the visitor asked for; GDPR Art. 6(1)(b)',
      uk: 'PECR Sch. A1 para. 4, strictly necessary for the chat that the visitor asked for; UK GDPR Art. 6(1)(b)',
    },
    medium: { kind: 'local-storage', key: 'chat-in-progress' },
    lifetimeMs: limits.resumeWindowMs,
    recipients: ['the website that you visit', 'the company that answers its chats'],
    sentence:
      'A random key to your chat, so that it goes on when you move to another page. It goes 24 hours after you last used the chat.',
    fields: { capability: keep },
  }),
} as const;

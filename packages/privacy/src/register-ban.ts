import { banLimits } from '@handlr/protocol';
import { keep, truncate } from './field-policy.ts';
import type { BanRow } from './records.ts';
import { bothSides } from './recipients.ts';
import { describedEntryFor } from './register-entry.ts';

/**
 * Who may not chat for now. It names a chat or a visitor as `subject`, by a hash, and so is in no plan of erasure: a ban that
 * went with its visitor's own wish would be none. It goes by itself.
 */
export const banRegister = {
  bans: describedEntryFor<BanRow>()({
    id: 'gateway/bans',
    behaviour: 'ban',
    subject: 'visitor',
    purpose: 'security',
    basis: {
      eu: 'GDPR Art. 6(1)(f), keeping the chat safe from abuse; kept when the visitor has the rest erased, Art. 17(1)(c)',
      uk: 'UK GDPR Art. 6(1)(f), keeping the chat safe from abuse; kept when the visitor has the rest erased, Art. 17(1)(c)',
    },
    medium: { kind: 'table', table: 'bans', storeColumns: ['expiresAt'] },
    lifetimeMs: banLimits.longestMs + banLimits.keptMs,
    recipients: bothSides,
    sentence:
      'That the chat is closed for a while after abuse: for one chat, one visitor or one network, why, by whom, until when, and how often it was tried all the same. Of a network only a keyed mark, whose key is destroyed when the last such closing ends.',
    fields: {
      siteId: keep,
      banId: keep,
      scope: keep,
      subject: keep,
      epoch: keep,
      reason: keep,
      note: truncate(banLimits.noteLength),
      agentId: keep,
      createdAt: keep,
      endsAt: keep,
      liftedAt: keep,
      attempts: keep,
      lastAttemptAt: keep,
    },
  }),
} as const;

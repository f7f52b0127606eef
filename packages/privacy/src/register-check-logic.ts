import { keep } from './field-policy.ts';
import type { SiteChecksRow } from './records.ts';
import { recipients } from './recipients.ts';
import { describedEntryFor } from './register-entry.ts';

const yearMs = 365 * 24 * 60 * 60 * 1000;

/** What sites lay down about checks. What fired for a visitor stays on their device. */
export const checkLogicRegister = {
  siteChecks: describedEntryFor<SiteChecksRow>()({
    id: 'gateway/site-checks',
    behaviour: 'check-logic',
    subject: 'nobody',
    purpose: 'service',
    basis: {
      eu: 'GDPR Art. 6(1)(b), contract with the client or the member of staff',
      uk: 'UK GDPR Art. 6(1)(b), contract with the client or the member of staff',
    },
    medium: { kind: 'table', table: 'site_checks', storeColumns: ['expiresAt'] },
    lifetimeMs: 50 * yearMs,
    recipients: [recipients.operator],
    sentence: 'When this website offers the chat by itself, and what it asks then. Nothing about you.',
    fields: { siteId: keep, revision: keep, checks: keep },
  }),
} as const;

import { keep, reduce } from './field-policy.ts';
import { reducePageTitle } from './minimise/field-reducers.ts';
import { reduceCampaignJson } from './minimise/arrival.ts';
import { minimiseClickId } from './minimise/campaign.ts';
import { minimisePageUrl } from './minimise/page-url.ts';
import { minimiseReferrer } from './minimise/referrer.ts';
import type { VisitorChatRow, VisitorOriginRow, VisitorPageRow, VisitorRow } from './records.ts';
import { bothSides } from './recipients.ts';
import { describedEntryFor, type LegalBasis } from './register-entry.ts';

const dayMs = 24 * 60 * 60 * 1000;

const consentBasis: LegalBasis = {
  eu: 'GDPR Art. 6(1)(a), the visitor’s consent',
  uk: 'UK GDPR Art. 6(1)(a), the visitor’s consent',
};

/** What is kept on the gateway of visitors who agreed to `history`, and goes when they withdraw it. */
export const visitorRegister = {
  visitors: describedEntryFor<VisitorRow>()({
    id: 'gateway/visitors',
    behaviour: 'visit-history',
    subject: 'visitor',
    purpose: 'history',
    basis: consentBasis,
    medium: { kind: 'table', table: 'visitors', storeColumns: ['expiresAt'] },
    lifetimeMs: 182 * dayMs,
    recipients: bothSides,
    sentence: 'How often you visited, the first time and the last, and why the last visit counts as a new one.',
    fields: {
      siteId: keep,
      visitorId: keep,
      visits: keep,
      firstVisitAt: keep,
      lastVisitAt: keep,
      visitBeganAt: keep,
      visitBegan: keep,
      sessionNumber: keep,
    },
  }),
  visitorOrigins: describedEntryFor<VisitorOriginRow>()({
    id: 'gateway/visitor-origins',
    behaviour: 'origin',
    subject: 'visitor',
    purpose: 'history',
    basis: consentBasis,
    medium: { kind: 'table', table: 'visitor_origins', storeColumns: ['expiresAt'] },
    lifetimeMs: 182 * dayMs,
    recipients: bothSides,
    sentence:
      'The page on which your visit began, the website that you came from and the name of its campaign, for this visit and the first one.',
    fields: {
      siteId: keep,
      visitorId: keep,
      which: keep,
      entryUrl: reduce<string | null>((url) => (url === null ? null : minimisePageUrl(url) || null)),
      referrerHost: reduce<string | null>((host) => (host === null ? null : minimiseReferrer(host) || null)),
      campaign: reduce<string>(reduceCampaignJson),
      clickId: reduce<string | null>(minimiseClickId),
    },
  }),
  visitorChats: describedEntryFor<VisitorChatRow>()({
    id: 'gateway/visitor-chats',
    behaviour: 'visit-history',
    subject: 'visitor',
    purpose: 'history',
    basis: consentBasis,
    medium: { kind: 'table', table: 'visitor_chats', storeColumns: ['expiresAt'] },
    lifetimeMs: 90 * dayMs,
    recipients: bothSides,
    sentence: 'Which chats were yours, so that you need not tell everything again.',
    fields: { siteId: keep, visitorId: keep, chatId: keep },
  }),
  visitorPages: describedEntryFor<VisitorPageRow>()({
    id: 'gateway/visitor-pages',
    behaviour: 'visit-history',
    subject: 'visitor',
    purpose: 'history',
    basis: consentBasis,
    medium: { kind: 'table', table: 'visitor_pages', storeColumns: ['expiresAt'] },
    lifetimeMs: 30 * dayMs,
    recipients: bothSides,
    sentence:
      'The last 50 pages that you looked at here and for how long, without anything personal in their addresses.',
    fields: {
      siteId: keep,
      visitorId: keep,
      viewId: keep,
      at: keep,
      pageUrl: reduce<string>(minimisePageUrl),
      pageTitle: reduce<string>(reducePageTitle),
      seconds: keep,
    },
  }),
} as const;

import { limits } from '@handlr/protocol';
import { keep, reduce } from './field-policy.ts';
import { minimiseArrival, reduceCampaignKey } from './minimise/arrival.ts';
import type {
  FiredChecksRecord,
  OriginRecord,
  PageTimeRecord,
  PageTrailRecord,
  PromptDismissalRecord,
  PromptHistoryRecord,
  SessionRecord,
  VisitHistoryRecord,
  VisitorEmailRecord,
  WithdrawalRecord,
} from './records.ts';
import { entryFor } from './register-entry.ts';

const dayMs = 24 * 60 * 60 * 1000;

/**
 * What may be kept on a visitor's device only once they have agreed or decided. Apart from `deviceRegister`, so that a page
 * pays for it only then; the device's storage is told of it when that is loaded.
 */
export const lateDeviceRegister = {
  withdrawal: entryFor<WithdrawalRecord>()({
    id: 'device/withdrawal',
    purpose: 'service',
    medium: { kind: 'local-storage', key: 'withdrawal' },
    lifetimeMs: 182 * dayMs,
    fields: { visitorToken: keep },
  }),
  visitHistory: entryFor<VisitHistoryRecord>()({
    id: 'device/visit-history',
    purpose: 'history',
    medium: { kind: 'local-storage', key: 'visit-history', acrossSubdomains: true },
    lifetimeMs: 182 * dayMs,
    fields: { visitorToken: keep, visits: keep, firstVisitAt: keep, lastVisitAt: keep },
  }),
  pageTrail: entryFor<PageTrailRecord>()({
    id: 'device/page-trail',
    purpose: 'history',
    medium: { kind: 'indexed-db', key: 'page-trail' },
    lifetimeMs: 30 * dayMs,
    fields: { pages: keep },
  }),
  pageTime: entryFor<PageTimeRecord>()({
    id: 'device/page-time',
    purpose: 'history',
    medium: { kind: 'session-storage', key: 'page-time' },
    lifetimeMs: dayMs,
    fields: { viewId: keep, seconds: keep },
  }),
  origin: entryFor<OriginRecord>()({
    id: 'device/origin',
    purpose: 'history',
    medium: { kind: 'local-storage', key: 'origin' },
    lifetimeMs: 182 * dayMs,
    fields: { visit: reduce(minimiseArrival), first: reduce(minimiseArrival) },
  }),
  session: entryFor<SessionRecord>()({
    id: 'device/session',
    purpose: 'history',
    medium: { kind: 'local-storage', key: 'session' },
    lifetimeMs: 182 * dayMs,
    fields: { number: keep, began: keep, lastActiveAt: keep, campaign: reduce<string>(reduceCampaignKey) },
  }),
  promptDismissal: entryFor<PromptDismissalRecord>()({
    id: 'device/prompt-dismissal',
    purpose: 'service',
    medium: { kind: 'session-storage', key: 'prompt-dismissal' },
    lifetimeMs: dayMs,
    fields: { dismissed: keep },
  }),
  promptHistory: entryFor<PromptHistoryRecord>()({
    id: 'device/prompt-history',
    purpose: 'history',
    medium: { kind: 'local-storage', key: 'prompt-history' },
    lifetimeMs: limits.promptMemoryDays * dayMs,
    fields: {
      prompts: keep,
      dismissedAt: keep,
      chattedAt: keep,
      session: keep,
      visitBeganAt: keep,
      seenAt: keep,
      earlierVisitAt: keep,
    },
  }),
  firedChecks: entryFor<FiredChecksRecord>()({
    id: 'device/check-logic',
    purpose: 'history',
    medium: { kind: 'local-storage', key: 'check-logic' },
    lifetimeMs: 182 * dayMs,
    fields: { visit: keep, session: keep, visitor: keep },
  }),
  visitorEmail: entryFor<VisitorEmailRecord>()({
    id: 'device/visitor-email',
    purpose: 'contact',
    medium: { kind: 'indexed-db', key: 'visitor-email', isEncrypted: true },
    lifetimeMs: 182 * dayMs,
    fields: { email: keep, telephone: keep },
  }),
} as const;

export type LateEntryName = keyof typeof lateDeviceRegister;

export const lateEntryNames = Object.keys(lateDeviceRegister).filter(isLate);

function isLate(name: string): name is LateEntryName {
  return name in lateDeviceRegister;
}

import { limits } from '@handlr/protocol';
import { decisionLifetimeMs } from './consent/decision-lifetime.ts';
import { keep } from './field-policy.ts';
import type {
  BoxStateRecord,
  ChatInProgressRecord,
  ConsentRecord,
  PageTrailRecord,
  VisitHistoryRecord,
  VisitorEmailRecord,
  WithdrawalRecord,
} from './records.ts';
import { entryFor } from './register-entry.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Everything that may be kept on a visitor's device. Keys are made of `handlr`, the site's key and the word here. */
export const deviceRegister = {
  chatInProgress: entryFor<ChatInProgressRecord>()({
    id: 'device/chat-in-progress',
    purpose: 'service',
    medium: { kind: 'local-storage', key: 'chat-in-progress' },
    lifetimeMs: limits.resumeWindowMs,
    fields: { capability: keep },
  }),
  boxNow: entryFor<BoxStateRecord>()({
    id: 'device/box-now',
    purpose: 'service',
    medium: { kind: 'session-storage', key: 'box-state' },
    lifetimeMs: limits.resumeWindowMs,
    fields: { box: keep },
  }),
  boxState: entryFor<BoxStateRecord>()({
    id: 'device/box-state',
    purpose: 'functionality',
    medium: { kind: 'local-storage', key: 'box-state' },
    lifetimeMs: 182 * dayMs,
    fields: { box: keep },
  }),
  consent: entryFor<ConsentRecord>()({
    id: 'device/consent',
    purpose: 'service',
    medium: { kind: 'local-storage', key: 'consent', acrossSubdomains: true },
    lifetimeMs: decisionLifetimeMs,
    fields: {
      number: keep,
      choices: keep,
      overGpc: keep,
      method: keep,
      policyVersion: keep,
      language: keep,
      decidedAt: keep,
    },
  }),
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
  visitorEmail: entryFor<VisitorEmailRecord>()({
    id: 'device/visitor-email',
    purpose: 'contact',
    medium: { kind: 'indexed-db', key: 'visitor-email', isEncrypted: true },
    lifetimeMs: 182 * dayMs,
    fields: { email: keep, telephone: keep },
  }),
} as const;

export type DeviceEntryName = keyof typeof deviceRegister;

export const deviceEntryNames = Object.keys(deviceRegister).filter(isDeviceEntryName);

function isDeviceEntryName(name: string): name is DeviceEntryName {
  return name in deviceRegister;
}

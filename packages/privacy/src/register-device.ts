import { limits } from '@handlr/protocol';
import { decisionLifetimeMs } from './consent/decision-lifetime.ts';
import { keep } from './field-policy.ts';
import type { BoxStateRecord, ChatInProgressRecord, ConsentRecord } from './records.ts';
import { entryFor } from './register-entry.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** What may be kept on a visitor's device from the first message on. Keys are made of `handlr`, the site's key and the word here. */
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
} as const;

export type EarlyEntryName = keyof typeof deviceRegister;

export const earlyEntryNames = Object.keys(deviceRegister).filter(isEarly);

function isEarly(name: string): name is EarlyEntryName {
  return name in deviceRegister;
}

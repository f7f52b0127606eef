import { limits } from '@handlr/protocol';
import { decisionLifetimeMs } from './consent/decision-lifetime.ts';
import { keep, truncate } from './field-policy.ts';
import type {
  BoxStateRecord,
  ChatInProgressRecord,
  ClosedRecord,
  ConsentRecord,
  DraftRecord,
  TranscriptPositionRecord,
} from './records.ts';
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
  ban: entryFor<ClosedRecord>()({
    id: 'device/ban',
    purpose: 'security',
    medium: { kind: 'local-storage', key: 'ban' },
    lifetimeMs: 90 * dayMs,
    fields: { closedUntil: keep },
  }),
  transcriptPosition: entryFor<TranscriptPositionRecord>()({
    id: 'device/transcript-position',
    purpose: 'service',
    medium: { kind: 'local-storage', key: 'transcript-position' },
    lifetimeMs: limits.resumeWindowMs,
    fields: { chatId: keep, anchorSeq: keep, offsetPx: keep, readSeq: keep, renderedSeq: keep },
  }),
  boxNow: entryFor<BoxStateRecord>()({
    id: 'device/box-now',
    purpose: 'service',
    medium: { kind: 'session-storage', key: 'box-state' },
    lifetimeMs: limits.resumeWindowMs,
    fields: { box: keep, place: keep },
  }),
  boxState: entryFor<BoxStateRecord>()({
    id: 'device/box-state',
    purpose: 'functionality',
    medium: { kind: 'local-storage', key: 'box-state' },
    lifetimeMs: 182 * dayMs,
    fields: { box: keep, place: keep },
  }),
  draft: entryFor<DraftRecord>()({
    id: 'device/draft',
    purpose: 'service',
    medium: { kind: 'session-storage', key: 'draft' },
    lifetimeMs: limits.resumeWindowMs,
    // Longer than what can be sent, so that it can be cut by whoever wrote it.
    fields: { text: truncate(4 * limits.messageBodyLength), caret: keep, topic: truncate(200), kind: keep },
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

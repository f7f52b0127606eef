import { admit, consentWithoutDecision, deviceRegister, type TranscriptPositionRecord } from '@handlr/privacy';
import type { ChatKey } from '../chat-in-progress/chat-key.ts';
import type { DeviceStorage } from '../storage/device-storage.ts';

/*
 * What is kept of the visitor's place. Apart from what makes use of it, which comes in a chunk of its own and may bring another
 * copy of the gate.
 *
 * TRP8  Kept are seqs, a distance and the chat that they are of, as `service`, only while this device holds the chat, and nothing
 *       at its end. No consent is needed and none changes it.
 */

const entry = deviceRegister.transcriptPosition;

export type PositionRecord = ReturnType<typeof createPositionRecord>;

export function createPositionRecord(
  storage: DeviceStorage,
  { current }: Pick<ChatKey, 'current'>,
  { nowMs }: { nowMs(): number },
) {
  return {
    read: () => storage.read(entry),
    write(record: TranscriptPositionRecord): void {
      const consent = consentWithoutDecision({ chatOpened: current() !== null });
      if (consent.service) storage.write(entry, admit(entry, record, { consent, nowMs: nowMs() }));
    },
    remove: () => storage.remove(entry),
    /** To be called whenever the chat may have gone. */
    follow(): void {
      if (current() === null) storage.remove(entry);
    },
  };
}

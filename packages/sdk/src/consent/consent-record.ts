import { admit, consentWithoutDecision, type Decision, deviceRegister } from '@handlr/privacy';
import type { DeviceStorage } from '../storage/device-storage.ts';

const { consent: decisionEntry, withdrawal: withdrawalEntry, visitHistory } = deviceRegister;

// Who decides asks for no less than that it be remembered and obeyed, which is what the purpose `service` asks for.
const consent = consentWithoutDecision({ chatOpened: true });

/** What the device remembers of the visitor's decisions. */
export function createConsentRecord(storage: DeviceStorage, nowMs: () => number) {
  return {
    /** What was decided, in force or not. */
    decision: (): Decision | null => storage.read(decisionEntry),
    /** Kept until it expires, counted from when it was made, however often it is written. */
    keep: (decision: Decision) =>
      storage.write(decisionEntry, admit(decisionEntry, decision, { consent, nowMs: decision.decidedAt })),
    clear: () => storage.remove(decisionEntry),
    /** Another tab decided, or forgot. */
    watch: (listener: () => void) => storage.watch(decisionEntry, listener),

    /** By which the gateway knows the visitor. */
    token,
    watchToken: (listener: () => void) => storage.watch(visitHistory, listener),

    /** Whom the gateway still has to forget. */
    withdrawn: (): string | null => storage.read(withdrawalEntry)?.visitorToken ?? null,
    /** The token goes from the history to what has to be forgotten. */
    withdraw(): void {
      const visitorToken = token();
      if (visitorToken === null) return;
      storage.write(withdrawalEntry, admit(withdrawalEntry, { visitorToken }, { consent, nowMs: nowMs() }));
    },
    forgotten: () => storage.remove(withdrawalEntry),
  };

  function token(): string | null {
    return storage.read(visitHistory)?.visitorToken ?? null;
  }
}

export type ConsentRecord = ReturnType<typeof createConsentRecord>;

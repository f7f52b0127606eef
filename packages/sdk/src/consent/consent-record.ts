import { admit, consentWithoutDecision, type Decision, deviceRegister, lateDeviceRegister } from '@handlr/privacy';
import { choices, decidablePurposes, decisionMethods, highestDecisionNumber } from '@handlr/protocol';
import type { DeviceStorage } from '../storage/device-storage.ts';

const { consent: decisionEntry } = deviceRegister;
const { withdrawal: withdrawalEntry, visitHistory } = lateDeviceRegister;

const dayMs = 24 * 60 * 60 * 1000;

// Who decides asks for no less than that it be remembered and obeyed, which is what the purpose `service` asks for.
const consent = consentWithoutDecision({ chatOpened: true });

/** What the device remembers of the visitor's decisions. */
export function createConsentRecord(storage: DeviceStorage, nowMs: () => number) {
  return {
    /** What was decided, in force or not. */
    decision(): Decision | null {
      const stored = storage.read(decisionEntry);
      if (stored === null || isDecision(stored, nowMs())) return stored;
      storage.remove(decisionEntry);
      return null;
    },
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

/** A page, or a neighbour under the same domain, may have written there as well. */
function isDecision(stored: Decision, nowMs: number): boolean {
  const { number, choices: chosen, policyVersion, language, method, decidedAt } = stored;
  return (
    [number, policyVersion].every(
      (count) => Number.isSafeInteger(count) && count >= 1 && count <= highestDecisionNumber,
    ) &&
    // A clock that was set back by a day is a clock; more is a grant without an end.
    Number.isSafeInteger(decidedAt) &&
    decidedAt <= nowMs + dayMs &&
    typeof language === 'string' &&
    decisionMethods.includes(method) &&
    isChoices(chosen)
  );
}

function isChoices(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.entries(value).every(
      ([purpose, choice]) =>
        decidablePurposes.some((known) => known === purpose) && choices.some((known) => known === choice),
    )
  );
}

export type ConsentRecord = ReturnType<typeof createConsentRecord>;

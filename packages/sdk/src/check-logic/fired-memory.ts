import { type Fired, nothingFired } from '@handlr/core';
import { admit, lateDeviceRegister } from '@handlr/privacy';
import type { ConsentEngine } from '../consent/consent-engine.ts';
import type { DeviceStorage } from '../storage/device-storage.ts';

const { firedChecks, promptHistory } = lateDeviceRegister;

/** Which checks have fired beyond this page; under `history` alone, and forgotten with it. */
export function createFiredMemory(storage: DeviceStorage, consent: () => ConsentEngine | null) {
  const visit = (): number => storage.read(promptHistory)?.visitBeganAt ?? 0;
  return {
    /** With what other tabs noted meanwhile. */
    recall(fired: Fired): Fired {
      const kept = isAllowed() ? storage.read(firedChecks) : null;
      if (kept === null) return { ...nothingFired, page: fired.page, holding: fired.holding };
      const isSameVisit = kept.visitBeganAt === visit();
      return { ...fired, visitor: kept.visitor, visit: isSameVisit ? kept.visit : [] };
    },
    keep(fired: Fired): void {
      const engine = consent();
      if (engine === null || !isAllowed()) return;
      const record = { visit: fired.visit, visitor: fired.visitor, visitBeganAt: visit() };
      storage.write(firedChecks, admit(firedChecks, record, engine.context(firedChecks)));
    },
  };

  function isAllowed(): boolean {
    return consent()?.get().history === true;
  }
}

import { type Fired, forgetVisit, nothingFired } from '@handlr/core';
import { admit, lateDeviceRegister } from '@handlr/privacy';
import type { ConsentEngine } from '../consent/consent-engine.ts';
import type { DeviceStorage } from '../storage/device-storage.ts';

const { firedChecks } = lateDeviceRegister;

/** Which checks have fired beyond this page; under `history` alone, and forgotten with it. A visit is a session. */
export function createFiredMemory(storage: DeviceStorage, consent: () => ConsentEngine | null) {
  let session: number | null = null;
  return {
    /** With what other tabs noted meanwhile. */
    recall(fired: Fired): Fired {
      const before = session;
      session = consent()?.session() ?? null;
      const begins = before !== null && session !== null && session !== before;
      const { page, holding } = begins ? forgetVisit(fired) : fired;
      const kept = session === null ? null : storage.read(firedChecks);
      if (kept === null) return { ...nothingFired, page, holding };
      return { page, holding, visitor: kept.visitor, visit: kept.session === session ? kept.visit : [] };
    },
    keep({ visit, visitor }: Fired): void {
      const engine = consent();
      // Of the session that the checks were looked at in, though another has begun since.
      if (engine?.get().history !== true || session === null) return;
      storage.write(firedChecks, admit(firedChecks, { visit, visitor, session }, engine.context(firedChecks)));
    },
  };
}

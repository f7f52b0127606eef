import { admit, type BoxStateRecord, deviceRegister, type EffectiveConsent } from '@handlr/privacy';
import type { DeviceStorage } from '../storage/device-storage.ts';

/*
 * How the box was left, for the next page.
 *
 * BOX1  In this tab while a chat goes on; for longer where `functionality` is allowed; otherwise not at all.
 * BOX2  What the tab remembers comes before what the device remembers.
 */

type BoxState = BoxStateRecord['box'];

const { boxNow, boxState } = deviceRegister;

export function createBoxMemory(storage: DeviceStorage, nowMs: () => number, consent: () => EffectiveConsent) {
  let kept = '';

  return {
    recall(): BoxState | null {
      const allowed = [boxNow, boxState].filter(({ purpose }) => consent()[purpose]);
      return allowed.map((entry) => storage.read(entry)).find((record) => record !== null)?.box ?? null;
    },
    /** To be called whenever the box or the consent may have changed. */
    keep(box: BoxState): void {
      const now = consent();
      const fresh = [box, now.service, now.functionality].join();
      if (fresh === kept) return;
      kept = fresh;
      for (const entry of [boxNow, boxState]) {
        if (now[entry.purpose]) storage.write(entry, admit(entry, { box }, { consent: now, nowMs: nowMs() }));
      }
      // It goes with the chat. What `functionality` keeps goes when that is denied.
      if (!now.service) storage.remove(boxNow);
    },
  };
}

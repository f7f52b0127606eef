import { type AdmitContext, admit, type BoxStateRecord, deviceRegister, type RegisterEntry } from '@handlr/privacy';
import type { DeviceStorage } from '../storage/device-storage.ts';

/*
 * How the box was left, for the next page.
 *
 * BOX1  In this tab while a chat goes on; for longer where `functionality` is allowed; otherwise not at all.
 * BOX2  What the tab remembers comes before what the device remembers.
 */

type BoxState = BoxStateRecord['box'];

const { boxNow, boxState } = deviceRegister;

export function createBoxMemory(
  storage: DeviceStorage,
  contextOf: (entry: RegisterEntry<BoxStateRecord>) => AdmitContext,
  hasChat: () => boolean,
) {
  let kept = '';
  // To have decided something is not to have a chat that the tab has to go on with.
  const isAllowed = (entry: RegisterEntry<BoxStateRecord>): boolean =>
    contextOf(entry).consent[entry.purpose] && (entry !== boxNow || hasChat());

  return {
    recall(): BoxState | null {
      const records = [boxNow, boxState].filter(isAllowed).map((entry) => storage.read(entry));
      return records.find((record) => record !== null)?.box ?? null;
    },
    /** To be called whenever the box or the consent may have changed. */
    keep(box: BoxState): void {
      const allowed = [boxNow, boxState].filter(isAllowed);
      const fresh = [box, ...allowed.map(({ id }) => id)].join();
      if (fresh === kept) return;
      kept = fresh;
      for (const entry of allowed) storage.write(entry, admit(entry, { box }, contextOf(entry)));
      // It goes with the chat. What `functionality` keeps goes when that is denied.
      if (!isAllowed(boxNow)) storage.remove(boxNow);
    },
  };
}

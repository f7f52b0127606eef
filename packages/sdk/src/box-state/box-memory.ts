import {
  type AdmitContext,
  admit,
  type BoxStateRecord,
  consentWithoutDecision,
  deviceRegister,
  type RegisterEntry,
} from '@handlr/privacy';
import type { DeviceStorage } from '../storage/device-storage.ts';
import type { Tabs } from '../tabs/tabs.ts';

/*
 * How the box was left, for the next page and for the other tabs.
 *
 * BOX1  In this tab while a chat or a draft goes on; for longer where `functionality` is allowed; otherwise not at all.
 * BOX2  What the tab remembers comes before what the device remembers.
 * BOX7  What the visitor does to the box in one tab is so in all that are open; where each holds it, nothing is sent.
 */

type Deps = {
  readonly storage: DeviceStorage;
  readonly tabs: Tabs;
  contextOf(entry: RegisterEntry<BoxStateRecord>): AdmitContext;
  /** Whether there is a chat or a draft that the tab has to go on with. */
  hasReason(): boolean;
  /** Another tab says what is new about the box. */
  heard(change: Partial<BoxStateRecord>): void;
};

const { boxNow, boxState } = deviceRegister;

export function createBoxMemory({ storage, tabs, contextOf, hasReason, heard }: Deps) {
  let kept = '';
  tabs.on('box', (change) => isChange(change) && heard(change));

  return {
    recall(): BoxStateRecord | null {
      const records = allowed().map((entry) => storage.read(entry));
      return records.find((record) => record !== null) ?? null;
    },
    /** To be called whenever the box or the consent may have changed. */
    keep(box: BoxStateRecord): void {
      const entries = allowed();
      const fresh = JSON.stringify([box, entries.map(({ id }) => id)]);
      if (fresh === kept) return;
      kept = fresh;
      for (const entry of entries) storage.write(entry, admit(entry, box, context(entry)));
      // It goes with the chat. What `functionality` keeps goes when that is denied.
      if (!entries.includes(boxNow)) storage.remove(boxNow);
    },
    tell: (change: Partial<BoxStateRecord>) => tabs.tell('box', change),
  };

  function allowed() {
    return [boxNow, boxState].filter((entry) => context(entry).consent[entry.purpose]);
  }

  /** To have decided something is not to have a chat that the tab has to go on with; to have typed something is. */
  function context(entry: RegisterEntry<BoxStateRecord>): AdmitContext {
    const judged = contextOf(entry);
    if (entry !== boxNow) return judged;
    return { ...judged, consent: consentWithoutDecision({ chatOpened: hasReason() }) };
  }
}

function isChange(value: unknown): value is Partial<BoxStateRecord> {
  const { box, place } = Object(value);
  return box !== undefined || place !== undefined;
}

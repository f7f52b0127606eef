import {
  type Admitted,
  type DeviceEntryName,
  deviceEntryNames,
  deviceRegister,
  type Medium,
  type RegisterEntry,
} from '@handlr/privacy';
import { reveal } from '@handlr/privacy/reveal';
import { deviceKey } from './device-key.ts';

/** One thing that is on the device now. */
export type KeptThing = { readonly entry: DeviceEntryName; readonly expiresAt: number };

/** What the device keeps for one site. Takes only what the gate admitted, and only under keys of the device register. */
export interface DeviceStorage {
  /** False once the browser refused to keep something: it is then held in memory and goes with the page. */
  isPersistent(): boolean;
  /** Null when there is none, or its time has passed; then it is removed. */
  read<Row extends object>(entry: RegisterEntry<Row>): Row | null;
  /** @throws TypeError for an entry that is not in the register, and for what was not admitted as this entry. */
  write<Row extends object>(entry: RegisterEntry<Row>, admitted: Admitted<Row>): void;
  remove(place: Place): void;
  /** All that is kept for this site now. */
  list(): KeptThing[];
  /** Reports when another tab wrote or removed it. */
  watch(place: Place, listener: () => void): () => void;
}

/** A register entry, as far as it says where. */
type Place = { readonly medium: Medium };

type Deps = {
  readonly siteKey: string;
  readonly nowMs: () => number;
  /** Opens the browser's storage; may throw. */
  readonly openArea?: () => Storage;
};

export function createDeviceStorage({ siteKey, nowMs, openArea = () => localStorage }: Deps): DeviceStorage {
  const area = openOrNull(openArea);
  const memory = new Map<string, string>();
  let isPersistent = area !== null;
  const keyOf = ({ medium }: Place): string => deviceKey(siteKey, medium.kind === 'table' ? medium.table : medium.key);

  return {
    isPersistent: () => isPersistent,
    read(entry) {
      const stored = readStored(keyOf(entry), Object.keys(entry.fields));
      return stored === null ? null : stored.record;
    },
    write(entry, admitted) {
      if (!Object.values<object>(deviceRegister).includes(entry)) {
        throw new TypeError(`"${entry.id}" is not in the device register`);
      }
      const key = keyOf(entry);
      const text = JSON.stringify(reveal(admitted, entry.id));
      try {
        if (isPersistent) return area?.setItem(key, text);
      } catch {
        // Full, or refused after all.
        isPersistent = false;
      }
      memory.set(key, text);
    },
    remove: (place) => remove(keyOf(place)),
    list() {
      return deviceEntryNames.flatMap((entry) => {
        const stored = readStored(keyOf(deviceRegister[entry]), Object.keys(deviceRegister[entry].fields));
        return stored === null ? [] : [{ entry, expiresAt: stored.expiresAt }];
      });
    },
    watch(place, listener) {
      const watching = new AbortController();
      const listen = ({ key }: StorageEvent): void => {
        // The key is null when everything was cleared.
        if (key === null || key === keyOf(place)) listener();
      };
      addEventListener('storage', listen, { signal: watching.signal });
      return () => watching.abort();
    },
  };

  function readStored(key: string, fields: readonly string[]) {
    const stored = parse(memory.get(key) ?? readArea(key), fields);
    if (stored !== null && stored.expiresAt > nowMs()) return stored;
    if (stored !== null) remove(key);
    return null;
  }

  function readArea(key: string): string | null {
    try {
      return area?.getItem(key) ?? null;
    } catch {
      return null;
    }
  }

  function remove(key: string): void {
    memory.delete(key);
    try {
      area?.removeItem(key);
    } catch {
      isPersistent = false;
    }
  }
}

function openOrNull(openArea: () => Storage): Storage | null {
  try {
    return openArea();
  } catch {
    // Browsers that block storage throw when it is looked at.
    return null;
  }
}

// `any` in the answer: what a key holds has the form of its entry, once the fields are there.
function parse(text: string | null, fields: readonly string[]) {
  try {
    const stored = JSON.parse(text ?? 'null');
    return fields.every((field) => field in stored.record) ? stored : null;
  } catch {
    return null;
  }
}

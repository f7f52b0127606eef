import {
  type Admitted,
  type DeviceEntryName,
  deviceRegister,
  earlyEntryNames,
  type RegisterEntry,
} from '@handlr/privacy';
import { reveal } from '@handlr/privacy/reveal';
import type { Purpose } from '@handlr/protocol';
import type { Undo } from '../surroundings/surroundings.ts';
import type { Tabs } from '../tabs/tabs.ts';
import type { BrowserAreas } from './browser-areas.ts';
import { deviceKey } from './device-key.ts';
import { createLastingArea, type LastingArea } from './lasting-area.ts';

/** One thing that is on the device now. */
export type KeptThing = { readonly entry: DeviceEntryName; readonly expiresAt: number };

/** What the device keeps for one site. Takes only what the gate admitted, and only under keys of the device register. */
export interface DeviceStorage {
  /** False once the browser refused to keep something, or the visitor cleared it: it is in memory and goes with the page. */
  isPersistent(): boolean;
  /** Null when there is none, or its time has passed; then it is removed. Of IndexedDB only what was `load`ed is known. */
  read<Row extends object>(entry: RegisterEntry<Row>): Row | null;
  /** Whether there may be one; to be asked before it may be read. */
  holds(place: Place): boolean;
  load<Row extends object>(entry: RegisterEntry<Row>): Promise<Row | null>;
  /** @throws TypeError for an entry that is not in the register, and for what was not admitted as this entry. */
  write<Row extends object>(entry: RegisterEntry<Row>, admitted: Admitted<Row>): void;
  remove(place: Place): void;
  /** Removes what is kept for a purpose in every medium, and whatever has expired: at once, but for IndexedDB. */
  purge(purpose: Purpose): Promise<void>;
  /** All that is kept for this site now. */
  list(): Promise<KeptThing[]>;
  /** Reports when another tab wrote or removed it, and when it may have been cleared. */
  watch(place: Place, listener: () => void): Undo;
  /** Media that not every page needs: IndexedDB, and cookies for what subdomains share. */
  attach(kind: 'indexed-db' | 'cookie', area: LastingArea): void;
  /** Entries of the register that not every page needs. */
  know(entries: readonly KnownEntry[]): void;
  /** Forgets what is in memory alone: a page from the back/forward cache does not know what other tabs removed meanwhile. */
  release(): void;
  close(): void;
}

/** An entry under its name in the device register. */
export type KnownEntry = readonly [DeviceEntryName, Pick<RegisterEntry<object>, 'medium' | 'purpose' | 'fields'>];

/** A register entry, as far as it says where. */
type Place = Pick<RegisterEntry<object>, 'medium'>;

type Deps = {
  readonly siteKey: string;
  readonly nowMs: () => number;
  readonly tabs: Pick<Tabs, 'canTalk' | 'tell' | 'on'>;
  readonly areas: BrowserAreas;
};

export function createDeviceStorage({ siteKey, nowMs, tabs, areas }: Deps): DeviceStorage {
  const media = new Map<string, LastingArea>([
    ['local-storage', createLastingArea(areas.local)],
    ['session-storage', createLastingArea(areas.session)],
  ]);
  const entries: KnownEntry[] = earlyEntryNames.map((name) => [name, deviceRegister[name]]);
  const watchers = new Set<{ readonly key: string; readonly listener: () => void }>();
  /** Other tabs said that they removed it, and the browser did not yet. */
  const leaving = new Set<string>();
  const undos = [areas.watch(followArea), tabs.on('removed', followRemoval)];

  return {
    isPersistent: () => [...media.values()].every(({ isLasting }) => isLasting()),
    read,
    holds: (place) => mediaOf(place).some((medium) => medium.read(keyOf(place)) !== null),
    async load(entry) {
      await bring(entry);
      return read(entry);
    },
    write(entry, admitted) {
      if (!entries.some(([, known]) => known === entry)) {
        throw new TypeError(`"${entry.id}" is not in the device register`);
      }
      mediaOf(entry)[0]?.write(keyOf(entry), JSON.stringify(reveal(admitted, entry.id)));
    },
    remove,
    async purge(purpose) {
      for (const [, entry] of entries) if (entry.purpose === purpose) remove(entry);
      await list();
    },
    list,
    watch(place, listener) {
      const watcher = { key: keyOf(place), listener };
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    attach: (kind, area) => void media.set(kind, area),
    know: (more) => void entries.push(...more),
    release() {
      for (const [, entry] of entries) release(keyOf(entry));
      report(null);
    },
    close: () => undos.forEach((undo) => undo()),
  };

  function read<Row extends object>(entry: RegisterEntry<Row>): Row | null {
    return find(entry, Object.keys(entry.fields))?.record ?? null;
  }

  async function bring(place: Place): Promise<void> {
    for (const medium of mediaOf(place)) await medium.load?.(keyOf(place));
  }

  async function list(): Promise<KeptThing[]> {
    const found = entries.map(async ([name, entry]) => {
      await bring(entry);
      const stored = find(entry, Object.keys(entry.fields));
      return stored === null ? [] : [{ entry: name, expiresAt: stored.expiresAt }];
    });
    return (await Promise.all(found)).flat();
  }

  /** The first is written to; where cookies came later, the local storage may still have it. */
  function mediaOf({ medium }: Place): LastingArea[] {
    if (medium.kind === 'table') return [];
    const kinds = medium.acrossSubdomains ? ['cookie', medium.kind] : [medium.kind];
    return kinds.flatMap((kind) => media.get(kind) ?? []);
  }

  function keyOf({ medium }: Place): string {
    return deviceKey(siteKey, medium.kind === 'table' ? medium.table : medium.key);
  }

  function find(place: Place, fields: readonly string[]) {
    for (const medium of mediaOf(place)) {
      const stored = parse(medium.read(keyOf(place)), fields);
      if (stored !== null && stored.expiresAt > nowMs()) return stored;
      if (stored !== null) remove(place);
    }
    return null;
  }

  function remove(place: Place): void {
    const key = keyOf(place);
    const removed = mediaOf(place).map((medium) => medium.remove(key));
    if (removed.includes(true)) tabs.tell('removed', key);
  }

  function followArea({ key, newValue }: { readonly key: string | null; readonly newValue: string | null }): void {
    if (newValue === null && key !== null && leaving.delete(key)) release(key);
    // Where tabs can talk they say what they removed; what is gone without that, the visitor cleared.
    if (key === null || newValue !== null || tabs.canTalk) return report(key);
    // What this tab wrote at the same moment was written without knowing of it.
    for (const medium of media.values()) medium.remove(key);
    report(key);
  }

  function followRemoval(key: unknown): void {
    if (typeof key !== 'string') return;
    // The word may come before the deed: whoever reads in between still finds it.
    leaving.add(key);
    release(key);
    report(key);
  }

  function release(key: string): void {
    for (const medium of media.values()) medium.release(key);
  }

  function report(key: string | null): void {
    for (const watcher of watchers) if (key === null || watcher.key === key) watcher.listener();
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

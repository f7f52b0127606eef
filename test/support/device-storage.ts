import type { Page } from 'playwright-core';

/** All that a site can keep on a device, by medium. Values are texts; what is binary is written in hex. */
export type StoredThings = {
  readonly cookies: Readonly<Record<string, string>>;
  readonly localStorage: Readonly<Record<string, string>>;
  readonly sessionStorage: Readonly<Record<string, string>>;
  /** database → store → key → value */
  readonly indexedDb: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;
  /** cache → address → body */
  readonly caches: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly serviceWorkers: readonly string[];
  /** Names in the origin's private file system. */
  readonly files: readonly string[];
};

export const nothingStored: StoredThings = {
  cookies: {},
  localStorage: {},
  sessionStorage: {},
  indexedDb: {},
  caches: {},
  serviceWorkers: [],
  files: [],
};

/** Reads every storage of the page's origin, and the cookies of every origin in its profile. */
export async function readStorage(page: Page): Promise<StoredThings> {
  const cookies = await page.context().cookies();
  return {
    cookies: Object.fromEntries(cookies.map(({ domain, name, value }) => [`${domain} ${name}`, value])),
    ...(await page.evaluate(readInPage)),
  };
}

// Runs in the page, so it can see nothing of this module.
async function readInPage(): Promise<Omit<StoredThings, 'cookies'>> {
  return {
    localStorage: Object.fromEntries(Object.entries(localStorage)),
    sessionStorage: Object.fromEntries(Object.entries(sessionStorage)),
    indexedDb: await readIndexedDb(),
    caches: await readCaches(),
    serviceWorkers: ((await navigator.serviceWorker?.getRegistrations?.()) ?? []).map(({ scope }) => scope),
    files: await readFiles(),
  };

  async function readIndexedDb() {
    const found: Record<string, Record<string, Record<string, string>>> = {};
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await openExisting(name);
      if (database === null) continue;
      const stores: Record<string, Record<string, string>> = {};
      for (const storeName of database.objectStoreNames) {
        const store = database.transaction(storeName).objectStore(storeName);
        const [keys, values] = await Promise.all([settle(store.getAllKeys()), settle<unknown[]>(store.getAll())]);
        stores[storeName] = Object.fromEntries(keys.map((key, at) => [asText(key), asText(values[at])]));
      }
      database.close();
      found[name] = stores;
    }
    return found;
  }

  async function readCaches() {
    const found: Record<string, Record<string, string>> = {};
    // Absent where the page is not a secure context.
    for (const name of (await globalThis.caches?.keys()) ?? []) {
      const cache = await caches.open(name);
      const bodies: Record<string, string> = {};
      for (const request of await cache.keys())
        bodies[request.url] = (await (await cache.match(request))?.text()) ?? '';
      found[name] = bodies;
    }
    return found;
  }

  async function readFiles() {
    const names: string[] = [];
    const folder = await navigator.storage?.getDirectory?.();
    if (folder !== undefined) for await (const name of folder.keys()) names.push(name);
    return names;
  }

  /** Null for one that has gone meanwhile: to look must not make it. */
  function openExisting(name: string): Promise<IDBDatabase | null> {
    const request = indexedDB.open(name);
    request.onupgradeneeded = () => request.transaction?.abort();
    return settle(request).catch(() => null);
  }

  function settle<Value>(request: IDBRequest<Value>): Promise<Value> {
    return new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('IndexedDB refused'));
    });
  }

  function asText(value: unknown): string {
    if (typeof value === 'string') return value;
    return JSON.stringify(value, (_key, part: unknown) => {
      if (part instanceof ArrayBuffer) return hex(new Uint8Array(part));
      return ArrayBuffer.isView(part) ? hex(new Uint8Array(part.buffer, part.byteOffset, part.byteLength)) : part;
    });
  }

  function hex(bytes: Uint8Array): string {
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  }
}

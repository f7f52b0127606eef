import { del, get, keys, promisifyRequest, set, type UseStore } from 'idb-keyval';
import type { Database } from './database.ts';

const records = 'records';

/** Each call opens the database and closes it again: an open one would keep other tabs from taking it away. */
export function openDatabase(name: string): Database {
  return {
    get: (key) => within(async (store) => (await get<unknown>(key, store)) ?? null),
    set: (key, value) => within((store) => set(key, value, store)),
    remove: (key) => within((store) => del(key, store)),
  };

  async function within<Value>(run: (store: UseStore) => Promise<Value>): Promise<Value> {
    const database = await open(name);
    const store: UseStore = async (mode, use) => use(database.transaction(records, mode).objectStore(records));
    // Opening makes one where there was none; and whoever looks at the wrong moment makes one that is of no use.
    let isInVain = !database.objectStoreNames.contains(records);
    try {
      const value = await run(store);
      isInVain = (await keys(store)).length === 0;
      return value;
    } finally {
      database.close();
      if (isInVain) indexedDB.deleteDatabase(name);
    }
  }
}

function open(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => void request.result.createObjectStore(records);
  return promisifyRequest(request);
}

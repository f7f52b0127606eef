import { createStore, del, get, keys, set, type UseStore } from 'idb-keyval';
import type { Database } from './database.ts';

/** Each call opens the database and closes it again: an open one would keep other tabs from taking it away. */
export function openDatabase(name: string): Database {
  return {
    get: (key) => within(async (store) => (await get<string>(key, store)) ?? null),
    set: (key, text) => within((store) => set(key, text, store)),
    remove: (key) => within((store) => del(key, store)),
  };

  async function within<Value>(run: (store: UseStore) => Promise<Value>): Promise<Value> {
    const store = createStore(name, 'records');
    try {
      return await run(store);
    } finally {
      const isEmpty = (await keys(store)).length === 0;
      await store('readonly', ({ transaction }) => transaction.db.close());
      // Opening makes one where there was none.
      if (isEmpty) indexedDB.deleteDatabase(name);
    }
  }
}

import type { Undo } from '../surroundings/surroundings.ts';
import type { Database } from './database.ts';
import type { Area } from './lasting-area.ts';

/** What another tab did to the local storage. The key is null when everything was cleared. */
export type AreaChange = Pick<StorageEvent, 'key' | 'newValue'>;

/** The browser's media as they are; each may throw when it is looked at. */
export type BrowserAreas = {
  local(): Area;
  session(): Area;
  watch(listener: (change: AreaChange) => void): Undo;
  cookies(): Pick<Document, 'cookie'>;
  /** Whether there is one, without making it. Browsers that do not tell may have one. */
  hasDatabase(name: string): Promise<boolean>;
  openDatabase(name: string): Promise<Database>;
};

export const browserAreas: BrowserAreas = {
  local: () => localStorage,
  session: () => sessionStorage,
  watch(listener) {
    const watching = new AbortController();
    addEventListener('storage', listener, { signal: watching.signal });
    return () => watching.abort();
  },
  cookies: () => document,
  async hasDatabase(name) {
    const known = await indexedDB.databases?.();
    return known === undefined || known.some((database) => database.name === name);
  },
  async openDatabase(name) {
    const { openDatabase } = await import('./database-area.ts');
    return openDatabase(name);
  },
};

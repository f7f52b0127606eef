import type { BrowserAreas } from './browser-areas.ts';
import type { TextDatabase } from './encrypted-records.ts';
import type { LastingArea } from './lasting-area.ts';

type Databases = Pick<BrowserAreas, 'hasDatabase'> & { openDatabase(name: string): Promise<TextDatabase> };

/** IndexedDB with memory before it: what was loaded or written is read at once, and the browser follows, in order. */
export function createLastingDatabase({ hasDatabase, openDatabase }: Databases, name: string): LastingArea {
  const held = new Map<string, string>();
  /** How often it was removed: what was on its way here meanwhile stays removed. */
  const removals = new Map<string, number>();
  let isLasting = true;
  let turn = Promise.resolve();
  const inTurn = (run: () => Promise<void>): Promise<void> => {
    turn = turn.then(run).catch(() => {
      // Blocked or full: memory has it.
      isLasting = false;
    });
    return turn;
  };

  return {
    read: (key) => held.get(key) ?? null,
    load(key) {
      const before = removals.get(key);
      return inTurn(async () => {
        if (held.has(key) || !(await hasDatabase(name))) return;
        const text = await (await openDatabase(name)).get(key);
        if (text !== null && removals.get(key) === before) held.set(key, text);
      });
    },
    write(key, text) {
      held.set(key, text);
      void inTurn(async () => (await openDatabase(name)).set(key, text));
    },
    remove(key) {
      void inTurn(async () => {
        if (await hasDatabase(name)) await (await openDatabase(name)).remove(key);
      });
      return forget(key);
    },
    release: forget,
    isLasting: () => isLasting,
  };

  function forget(key: string): boolean {
    removals.set(key, (removals.get(key) ?? 0) + 1);
    return held.delete(key);
  }
}

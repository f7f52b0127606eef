import type { BrowserAreas } from './browser-areas.ts';
import type { LastingArea } from './lasting-area.ts';

type Databases = Pick<BrowserAreas, 'hasDatabase' | 'openDatabase'>;

/** IndexedDB with memory before it: what was loaded or written is read at once, and the browser follows, in order. */
export function createLastingDatabase({ hasDatabase, openDatabase }: Databases, name: string): LastingArea {
  const held = new Map<string, string>();
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
    load: (key) =>
      inTurn(async () => {
        if (held.has(key) || !(await hasDatabase(name))) return;
        const text = await (await openDatabase(name)).get(key);
        if (text !== null) held.set(key, text);
      }),
    write(key, text) {
      held.set(key, text);
      void inTurn(async () => (await openDatabase(name)).set(key, text));
    },
    remove(key) {
      void inTurn(async () => {
        if (await hasDatabase(name)) await (await openDatabase(name)).remove(key);
      });
      return held.delete(key);
    },
    release: (key) => void held.delete(key),
    isLasting: () => isLasting,
  };
}

/** A storage of the browser, as far as it is used here. */
export type Area = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** One medium, with memory behind it. */
export type LastingArea = {
  read(key: string): string | null;
  /** For a medium that cannot be read at once: brings it to where it can. */
  load?(key: string): Promise<void>;
  write(key: string, text: string): void;
  /** Whether there was anything. */
  remove(key: string): boolean;
  /** Another tab removed it: what memory has of it goes as well. */
  release(key: string): unknown;
  /** False while something is in memory alone, and goes with the page. */
  isLasting(): boolean;
};

/**
 * Goes on in memory where the browser refuses to keep something, or where the visitor cleared it meanwhile: a chat does not
 * end because of that. What was cleared is not written a second time.
 */
export function createLastingArea(open: () => Area): LastingArea {
  const area = attempt(open);
  const held = new Map<string, string>();
  const look = (key: string): string | null => attempt(() => area?.getItem(key)) ?? null;

  return {
    read(key) {
      const text = look(key);
      if (text !== null) held.set(key, text);
      return text ?? held.get(key) ?? null;
    },
    write(key, text) {
      const isCleared = held.has(key) && look(key) === null;
      held.set(key, text);
      if (!isCleared) attempt(() => area?.setItem(key, text));
    },
    remove(key) {
      const wasThere = held.delete(key) || look(key) !== null;
      attempt(() => area?.removeItem(key));
      return wasThere;
    },
    release: (key) => held.delete(key),
    isLasting: () => area !== null && [...held.keys()].every((key) => look(key) !== null),
  };
}

/** Browsers throw when they are full, and those that block storage already when it is looked at. */
function attempt<Value>(run: () => Value): Value | null {
  try {
    return run();
  } catch {
    return null;
  }
}

import { createDeviceStorage } from '@handlr/sdk';

export type TestArea = ReturnType<typeof createTestArea>;

/** A browser's storage with tabs: what one writes, the others are told. */
export function createTestArea() {
  const items = new Map<string, string>();
  const tabs = new Set<() => void>();
  let isFull = false;

  return {
    items,
    setFull: (full: boolean) => void (isFull = full),
    openTab(siteKey: string, nowMs: () => number) {
      const own = new Set<() => void>();
      const tellOthers = (): void => {
        for (const tell of tabs) if (tell !== tellOwn) tell();
      };
      const tellOwn = (): void => own.forEach((listener) => listener());
      tabs.add(tellOwn);
      const area: Storage = {
        get length() {
          return items.size;
        },
        clear: () => items.clear(),
        key: (at) => [...items.keys()][at] ?? null,
        getItem: (key) => items.get(key) ?? null,
        setItem(key, value) {
          if (isFull) throw new DOMException('No room', 'QuotaExceededError');
          items.set(key, value);
          tellOthers();
        },
        removeItem(key) {
          items.delete(key);
          tellOthers();
        },
      };
      const storage = createDeviceStorage({ siteKey, nowMs, openArea: () => area });
      return {
        ...storage,
        watch: (_place: unknown, listener: () => void) => {
          own.add(listener);
          return () => own.delete(listener);
        },
      };
    },
  };
}

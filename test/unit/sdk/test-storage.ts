import {
  type AreaChange,
  type BrowserAreas,
  createDeviceStorage,
  createTabs,
  type DeviceStorage,
  type Surroundings,
} from '@handlr/sdk';
import { attachMedia } from '../../../packages/sdk/src/storage/attach-media.ts';

export type TestArea = ReturnType<typeof createTestArea>;

type Tab = { hear(change: AreaChange): void; readonly channels: Set<(message: unknown) => void> };

/** A browser's storage with tabs: what one writes, the others are told. */
export function createTestArea({ canTalk = true }: { readonly canTalk?: boolean } = {}) {
  const items = new Map<string, string>();
  const cookies = new Map<string, string>();
  const databases = new Map<string, Map<string, string>>();
  /** What a browser keeps though it is no text, such as keys. */
  const structured = new Map<string, unknown>();
  const tabs = new Set<Tab>();
  let isFull = false;
  let isBlocked = false;
  const refuse = (): void => {
    if (isBlocked) throw new DOMException('Blocked', 'SecurityError');
    if (isFull) throw new DOMException('No room', 'QuotaExceededError');
  };

  return {
    items,
    cookies,
    databases,
    setFull: (full: boolean) => void (isFull = full),
    setBlocked: (blocked: boolean) => void (isBlocked = blocked),
    /** The visitor clears the site's data while its tabs are open. */
    clear(): void {
      for (const medium of [items, cookies, databases]) medium.clear();
      for (const { hear } of tabs) hear({ key: null, newValue: null });
    },
    /** Another tab of the same browser, with a session of its own, or the next page of a tab. */
    openTab(session = new Map<string, string>()) {
      const listeners = new Set<(change: AreaChange) => void>();
      const tab: Tab = { hear: (change) => listeners.forEach((listener) => listener(change)), channels: new Set() };
      const others = (): Tab[] => [...tabs].filter((other) => other !== tab);
      tabs.add(tab);

      const areaOf = (map: Map<string, string>, tell: (change: AreaChange) => void) => ({
        getItem: (key: string) => map.get(key) ?? null,
        setItem(key: string, value: string) {
          refuse();
          map.set(key, value);
          tell({ key, newValue: value });
        },
        removeItem(key: string) {
          if (map.delete(key)) tell({ key, newValue: null });
        },
      });
      const areas: BrowserAreas = {
        local() {
          if (isBlocked) refuse();
          return areaOf(items, (change) => others().forEach(({ hear }) => hear(change)));
        },
        session: () => areaOf(session, () => {}),
        watch(listener) {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
        cookies: () => ({
          get cookie() {
            return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
          },
          set cookie(text) {
            const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(text) ?? [];
            if (text.includes('Max-Age=0;')) cookies.delete(name);
            else cookies.set(name, value);
          },
        }),
        hasDatabase: async (name) => databases.has(name),
        async openDatabase(name) {
          refuse();
          const records = databases.get(name) ?? new Map<string, string>();
          databases.set(name, records);
          return {
            get: async (key) => structured.get(`${name} ${records.get(key)}`) ?? records.get(key) ?? null,
            async set(key, value) {
              const text = typeof value === 'string' ? value : `no text ${structured.size}`;
              records.set(key, text);
              if (value !== text) structured.set(`${name} ${text}`, value);
            },
            async remove(key) {
              records.delete(key);
              if (records.size === 0) databases.delete(name);
            },
          };
        },
      };
      const openChannel: Surroundings['openChannel'] = (_name, heard) => {
        if (!canTalk) return null;
        tab.channels.add(heard);
        return {
          post(message) {
            const copy: unknown = structuredClone(message);
            for (const { channels } of others()) channels.forEach((hear) => queueMicrotask(() => hear(copy)));
          },
          close: () => void tab.channels.delete(heard),
        };
      };
      return { areas, openChannel, session };
    },
  };
}

/** The storage of one tab, by itself. */
export function openStorage(area: TestArea, siteKey: string, nowMs: () => number, session?: Map<string, string>) {
  const { areas, openChannel } = area.openTab(session);
  return createDeviceStorage({ siteKey, nowMs, areas, tabs: createTabs(siteKey, { openChannel }) });
}

/** The media that come with consent, cookies for subdomains included. */
export function attachAll(area: TestArea, storage: DeviceStorage): void {
  const site = { siteKey: 'test-site', gatewayUrl: '', name: '', consent: { cookieDomain: 'shop.example' } };
  attachMedia({ storage, site, areas: area.openTab().areas, surroundings: { nowMs: () => 0 } });
}

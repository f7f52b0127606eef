import { lateDeviceRegister, lateEntryNames } from '@handlr/privacy';
import type { SiteIdentity } from '../site-configuration.ts';
import type { BrowserAreas } from './browser-areas.ts';
import { createCookieArea } from './cookie-area.ts';
import { databaseName, deviceKey } from './device-key.ts';
import type { DeviceStorage } from './device-storage.ts';
import { withEncryption } from './encrypted-records.ts';
import { createLastingArea } from './lasting-area.ts';
import { createLastingDatabase } from './lasting-database.ts';

type Deps = {
  readonly storage: DeviceStorage;
  readonly areas: BrowserAreas;
  readonly site: SiteIdentity;
  readonly surroundings: { nowMs(): number };
};

/** Adds the media and the entries that only consent leads to. */
export function attachMedia({ storage, areas, site, surroundings }: Deps): void {
  storage.know(lateEntryNames.map((name) => [name, lateDeviceRegister[name]]));
  const encrypted = encryptedKeys(site.siteKey);
  const databases = {
    hasDatabase: areas.hasDatabase,
    openDatabase: async (name: string) =>
      withEncryption(await areas.openDatabase(name), (key) => encrypted.includes(key)),
  };
  storage.attach('indexed-db', createLastingDatabase(databases, databaseName(site.siteKey)));
  const domain = site.consent?.cookieDomain;
  if (domain === undefined) return;
  const openCookies = () => createCookieArea(domain, areas.cookies(), surroundings.nowMs);
  storage.attach('cookie', createLastingArea(openCookies));
}

function encryptedKeys(siteKey: string): readonly string[] {
  return lateEntryNames.flatMap((name) => {
    const { medium } = lateDeviceRegister[name];
    return medium.kind !== 'table' && medium.isEncrypted ? [deviceKey(siteKey, medium.key)] : [];
  });
}

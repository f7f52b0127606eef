import { lateDeviceRegister, lateEntryNames } from '@handlr/privacy';
import type { SiteIdentity } from '../site-configuration.ts';
import type { BrowserAreas } from './browser-areas.ts';
import { createCookieArea } from './cookie-area.ts';
import { databaseName } from './device-key.ts';
import type { DeviceStorage } from './device-storage.ts';
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
  storage.attach('indexed-db', createLastingDatabase(areas, databaseName(site.siteKey)));
  const domain = site.consent?.cookieDomain;
  if (domain === undefined) return;
  const openCookies = () => createCookieArea(domain, areas.cookies(), surroundings.nowMs);
  storage.attach('cookie', createLastingArea(openCookies));
}

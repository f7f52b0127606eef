import type { Purpose } from '@handlr/protocol';
import { isDecidable } from '../consent/resolve-consent.ts';
import { cookieName, deviceKey } from '../device-key.ts';
import { type DescribedEntry, register } from '../register.ts';
import type { SiteFacts } from './site-facts.ts';

export type Place = 'cookie' | 'local-storage' | 'session-storage' | 'indexed-db' | 'table';

/** An entry of the register as one site has it. */
export type PlacedEntry = {
  readonly entry: DescribedEntry;
  /** Of a thing on a device: as the browser shows it. */
  readonly name: string;
  readonly place: Place;
};

/** The whole register, as it is named and kept for this site. */
export function placeEntries({ siteKey, cookieDomain }: SiteFacts): readonly PlacedEntry[] {
  return register.map((entry) => {
    const { medium } = entry;
    if (medium.kind === 'table') return { entry, name: medium.table, place: 'table' };
    const key = deviceKey(siteKey, medium.key);
    const isShared = medium.acrossSubdomains === true && cookieDomain !== null;
    return isShared ? { entry, name: cookieName(key), place: 'cookie' } : { entry, name: key, place: medium.kind };
  });
}

/** Of the register, what may be kept on visitors' devices. */
export function deviceEntries(site: SiteFacts): readonly PlacedEntry[] {
  return placeEntries(site).filter(({ place }) => place !== 'table');
}

/** Whether the site does without a purpose, so that nothing is ever kept for it. */
export function isDenied(purpose: Purpose, { denies }: SiteFacts): boolean {
  return isDecidable(purpose) && denies.includes(purpose);
}

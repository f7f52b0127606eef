import { consentBasis } from '../consent/basis.ts';
import { deviceEntries, isDenied, type PlacedEntry } from './placed-entries.ts';
import type { SiteFacts } from './site-facts.ts';
import { lifetimeWords, purposeWords } from './words.ts';

/** Purpose 1 of the IAB's list, "store and/or access information on a device": whatever has it, needs consent. */
const needsConsent = 1;

/** One thing that is kept on a device. Times in seconds. */
export type Disclosure = {
  readonly identifier: string;
  /** `web`: local storage, session storage and IndexedDB. `app` is for telephones' own programs, which there are none of. */
  readonly type: 'cookie' | 'web' | 'app';
  /** As set; null for what is not a cookie. */
  readonly maxAgeSeconds: number | null;
  /** Whether a cookie is set anew, with its whole time before it; false for what is not a cookie. */
  readonly cookieRefresh: boolean;
  /** Where: the site's own domains, `*.` for any subdomain. */
  readonly domains: readonly string[];
  /** `[1]`: needs the consent of ePrivacy Directive Art. 5(3). `[]`: exempt from it. */
  readonly purposes: readonly number[];
  readonly description: string;
  /** It carries out what the visitor refused. */
  readonly optOut: boolean;
};

/** A domain of the vendor, which is where data goes: the gateway's. The site's own do not belong there. */
export type DisclosedDomain = { readonly domain: string; readonly purposes: readonly number[]; readonly use: string };

export type StorageDisclosure = {
  readonly disclosures: readonly Disclosure[];
  readonly domains: readonly DisclosedDomain[];
};

/**
 * What the chat may keep on a device, in the form that banners read: the IAB's `deviceStorageDisclosure`, version 1.1.
 * What the site does without is left out, because it is never kept.
 *
 * Source: IAB Europe Transparency & Consent Framework, "Vendor Device Storage & Operational Disclosures", version 1.1 of
 * October 2025, revised January 2026 (InteractiveAdvertisingBureau/GDPR-Transparency-and-Consent-Framework, TCFv2).
 */
export function storageDisclosure(site: SiteFacts): StorageDisclosure {
  const kept = deviceEntries(site).filter(({ entry }) => !isDenied(entry.purpose, site));
  return {
    disclosures: kept.map((placed) => disclosure(placed, site)),
    domains: [
      {
        domain: new URL(site.gatewayUrl).hostname,
        // The chat itself, which is exempt; what needs consent is marked so where it is kept.
        purposes: [],
        use: 'Serves the chat and carries its messages. What needs consent is sent there only with consent.',
      },
    ],
  };
}

function disclosure({ entry, name, place }: PlacedEntry, site: SiteFacts): Disclosure {
  const isCookie = place === 'cookie';
  return {
    identifier: name,
    type: isCookie ? 'cookie' : 'web',
    maxAgeSeconds: isCookie ? entry.lifetimeMs / 1000 : null,
    cookieRefresh: isCookie && entry.renewed === true,
    domains: isCookie && site.cookieDomain !== null ? [site.cookieDomain, `*.${site.cookieDomain}`] : site.domains,
    purposes: consentBasis(entry.purpose, site.jurisdiction) === 'consent' ? [needsConsent] : [],
    description: `${purposeWords[entry.purpose]}. ${entry.sentence} ${lifetimeWords(entry)}.`,
    optOut: entry.behaviour === 'consent',
  };
}

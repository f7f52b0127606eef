import type { SiteRow } from '@handlr/privacy';
import type { SiteFacts } from '@handlr/privacy/register-outputs';
import { readConsentSettings } from './consent-settings.ts';
import { originPatterns } from './sites.ts';

/** What the operator's installation adds to a site. */
export type Installation = {
  /** Without a slash at the end. */
  readonly publicUrl: string;
  readonly hostingCountry: string | null;
};

/** What the register's outputs are told of a site. */
export function siteFacts(site: SiteRow, { publicUrl, hostingCountry }: Installation): SiteFacts {
  const settings = readConsentSettings(site.consent);
  return {
    siteKey: site.siteKey,
    name: site.name,
    jurisdiction: settings.jurisdiction,
    denies: settings.denies,
    domains: originHosts(site),
    cookieDomain: settings.cookieDomain ?? null,
    controller: settings.controller ?? site.name,
    processor: settings.processor ?? null,
    contact: settings.contact ?? null,
    gatewayUrl: publicUrl,
    hostingCountry,
  };
}

/** Where a site is embedded: hosts without a port, such as `*.staging.example`. */
export function originHosts({ allowedOrigins }: Pick<SiteRow, 'allowedOrigins'>): readonly string[] {
  const hosts = originPatterns(allowedOrigins).map((pattern) => pattern.replace(/^https?:\/\/|:\d+$/g, ''));
  return [...new Set(hosts)];
}

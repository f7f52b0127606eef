import type { DecidablePurpose, Jurisdiction } from '@handlr/protocol';

/** What the outputs say of one client website, besides what the register says of all. */
export type SiteFacts = {
  readonly siteKey: string;
  readonly name: string;
  readonly jurisdiction: Jurisdiction;
  /** Purposes that the site does without. */
  readonly denies: readonly DecidablePurpose[];
  /** Hosts of the site's pages, with `*.` for any subdomain. */
  readonly domains: readonly string[];
  /** The domain whose subdomains share what may be shared, in cookies; null where nothing is. */
  readonly cookieDomain: string | null;
  /** Who is answerable for the data. */
  readonly controller: string;
  /** Who answers the chats on the controller's behalf; null where nobody said. */
  readonly processor: string | null;
  /** Where to turn with questions about one's data; null where nobody said. */
  readonly contact: string | null;
  /** Origin at which browsers reach the gateway. */
  readonly gatewayUrl: string;
  /** Of the gateway, ISO 3166-1 alpha-2; null where nobody said. */
  readonly hostingCountry: string | null;
};

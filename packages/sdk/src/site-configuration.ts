import type { ConsentPolicy } from '@handlr/privacy';
import type { DecidablePurpose, SessionPolicy } from '@handlr/protocol';

/** How the box looks and speaks on one site. */
export type Appearance = {
  /** `#rrggbb`: the launcher, the visitor's own bubbles, the send button. */
  readonly accent: string;
  /** What is readable on the accent. */
  readonly accentText: string;
  /** Where the launcher stands; mirrored on pages that run from right to left. */
  readonly position: 'right' | 'left';
  /** What an empty box says first. */
  readonly greeting?: string;
  readonly language?: 'en';
  /** Replaces texts of the box, by their keys. */
  readonly texts?: Readonly<Record<string, string>>;
};

/** What a site lays down about consent; what is left out is so by default. */
export type ConsentConfiguration = Partial<ConsentPolicy> & {
  /** When our own dialog asks: `after-exchange` in the chat after the first answer, unless it is said otherwise. */
  readonly ask?: 'after-exchange' | 'on-load' | 'never';
  readonly banner?:
    | {
        readonly kind: 'tcf';
        readonly vendorId?: number;
        readonly purposes?: { readonly [P in DecidablePurpose]?: readonly number[] };
      }
    | { readonly kind: 'consent-mode'; readonly signals?: { readonly [P in DecidablePurpose]?: readonly string[] } };
  /** When sessions begin anew. */
  readonly sessions?: Partial<SessionPolicy>;
  /** The domain whose subdomains share what is decided. */
  readonly cookieDomain?: string;
  /** Who is answerable for the data; the site's name if absent. */
  readonly controller?: string;
  readonly processor?: string;
  readonly contact?: string;
};

/** What the gateway writes in front of the loader. The same for every visitor of the site. */
export type SiteConfiguration = {
  readonly siteKey: string;
  /** Origin of the gateway, such as `https://chat.example`. */
  readonly gatewayUrl: string;
  /** Address of the widget's entry chunk. */
  readonly entry: string;
  /** The site's public name. */
  readonly name: string;
  /** The protocol that the gateway speaks. */
  readonly protocol: number;
  readonly appearance: Appearance;
  readonly consent?: ConsentConfiguration;
  /** The sum of `checkFlags`; absent where the site has no checks. */
  readonly checks?: number;
  /** Fingerprint of the identity that signs the site's keys: `data-key` of the page's snippet. Without it no e-mail address can be left. */
  readonly pin?: string | undefined;
};

/** What the headless SDK needs to know of a site. */
export type SiteIdentity = Pick<SiteConfiguration, 'siteKey' | 'gatewayUrl' | 'name' | 'consent' | 'checks' | 'pin'> & {
  readonly appearance?: Pick<Appearance, 'language'>;
};

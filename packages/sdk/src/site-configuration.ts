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
};

/** What the headless SDK needs to know of a site. */
export type SiteIdentity = Pick<SiteConfiguration, 'siteKey' | 'gatewayUrl' | 'name'>;

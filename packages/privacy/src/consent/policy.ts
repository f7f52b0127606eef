import type { DecidablePurpose, Jurisdiction } from '@handlr/protocol';

/** What a site lays down about consent. */
export type ConsentPolicy = {
  readonly jurisdiction: Jurisdiction;
  /** Counts up whenever the visitor must be asked again. */
  readonly version: number;
  /** Purposes that the site does not pursue, whatever anybody grants. It cannot grant in the visitor's name. */
  readonly denies: readonly DecidablePurpose[];
  /** Whether the site's own banner may grant. What it denies is denied in any case. */
  readonly bannerMayGrant: boolean;
  /** Whether a visitor who chooses `history` by name in the widget overrides Global Privacy Control. */
  readonly gpcOverride: boolean;
};

export const defaultConsentPolicy: ConsentPolicy = {
  jurisdiction: 'eu',
  version: 1,
  denies: [],
  bannerMayGrant: true,
  gpcOverride: false,
};

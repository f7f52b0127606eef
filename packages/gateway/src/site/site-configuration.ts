import type { SiteRow } from '@handlr/privacy';
import { protocolVersion } from '@handlr/protocol';
import { type Appearance, readAppearance, textColourOn } from './appearance.ts';
import { consentOnWire, type ConsentSettings, readConsentSettings } from './consent-settings.ts';

/** What the loader is told of its site: the `HANDLR_SITE` that stands in front of it. The same for every visitor. */
export type SiteConfiguration = {
  readonly siteKey: string;
  readonly name: string;
  /** Where the gateway is reached, without a slash at the end. */
  readonly gatewayUrl: string;
  /** Absolute URL of the widget's entry chunk. */
  readonly entry: string;
  readonly protocol: number;
  /** `accentText`: the colour of text on the accent. */
  readonly appearance: Appearance & { readonly accentText: string };
  /** What the site lays down about consent, where it is not the default. */
  readonly consent?: Partial<ConsentSettings>;
  /** The sum of `checkFlags`, where there are checks. */
  readonly checks?: number;
};

export function siteConfiguration(
  site: SiteRow,
  {
    publicUrl,
    widgetEntry,
    checks = 0,
  }: { readonly publicUrl: string; readonly widgetEntry: string; readonly checks?: number },
): SiteConfiguration {
  const appearance = readAppearance(site.appearance);
  const consent = consentOnWire(readConsentSettings(site.consent));
  return {
    siteKey: site.siteKey,
    name: site.name,
    gatewayUrl: publicUrl,
    entry: `${publicUrl}/assets/${widgetEntry}`,
    protocol: protocolVersion,
    appearance: { ...appearance, accentText: textColourOn(appearance.accent) },
    ...(Object.keys(consent).length > 0 && { consent }),
    ...(checks > 0 && { checks }),
  };
}

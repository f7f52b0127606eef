import type { SiteConfiguration } from '../../site-configuration.ts';
import type { HandlrFunction } from '../../loader/handover.ts';
import { type ConsentModeBanner, createConsentMode, type LayerEntry } from './consent-mode-words.ts';

/** Written in front of the loader and of this. */
declare const HANDLR_SITE: SiteConfiguration & { readonly consent: { readonly banner: ConsentModeBanner } };
declare const handlr: HandlrFunction;
declare global {
  interface Window {
    dataLayer?: LayerEntry[];
  }
}

const layer = (window.dataLayer ??= []);
const hear = createConsentMode(HANDLR_SITE.consent.banner);
const push = layer.push;

// Google's own tags wrap it too, whoever comes first.
layer.push = (...entries) => {
  entries.forEach(tell);
  return Reflect.apply(push, layer, entries);
};
layer.forEach(tell);

function tell(entry: LayerEntry): void {
  const words = hear(entry);
  if (words) handlr.consent.set(words, 'consent-mode');
}

import type { ConsentConfiguration } from '../../site-configuration.ts';
import type { BannerWords } from '../consent.ts';

export type ConsentModeBanner = Extract<ConsentConfiguration['banner'], { readonly kind: 'consent-mode' }>;

/** An entry of the data layer: an array, the arguments of the function `gtag`, or something that is none of our business. */
export type LayerEntry = { readonly [at: number]: unknown } | null | undefined;

/*
 * Google: functionality storage "supports the functionality of the website", which is to remember how the box was left.
 * `history` knows somebody again and is shown to whom they talk to, which is personalization; and it counts their visits and
 * pages, which is analytics. Neither covers it alone.
 */
const defaultSignals = {
  functionality: ['functionality_storage'],
  history: ['personalization_storage', 'analytics_storage'],
};

/** Hears the entries one by one, and answers what the banner says by now; undefined to what is not about consent. */
export function createConsentMode({ signals = defaultSignals }: ConsentModeBanner) {
  const said: Record<string, unknown> = {};

  return (entry: LayerEntry): BannerWords | undefined => {
    if (entry?.[0] !== 'consent') return undefined;
    for (const [signal, word] of Object.entries(Object(entry[2]))) {
      if (entry[1] === 'update') said[signal] = word;
      // A site that grants by default has not asked its visitor.
      else if (word === 'denied') said[signal] ??= word;
    }
    const wordOf = (names: readonly string[]) =>
      names.some((name) => said[name] === 'denied')
        ? 'denied'
        : names.every((name) => said[name] === 'granted')
          ? 'granted'
          : 'silent';
    return Object.fromEntries(Object.entries(signals).map(([purpose, names]) => [purpose, wordOf(names)]));
  };
}

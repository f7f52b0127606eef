import type { ConsentConfiguration } from '../../site-configuration.ts';
import type { BannerWords } from '../consent.ts';

export type TcfBanner = Extract<ConsentConfiguration['banner'], { readonly kind: 'tcf' }>;

/** What a consent management platform tells, as far as it is looked at. (IAB Tech Lab, "CMP API v2", TCData.) */
export type TcfData = {
  readonly eventStatus?: string;
  readonly gdprApplies?: boolean;
  readonly purpose?: { readonly consents?: Readonly<Record<number, boolean>> };
  readonly vendor?: { readonly consents?: Readonly<Record<number, boolean>> };
  readonly publisher?: { readonly restrictions?: Readonly<Record<number, Readonly<Record<number, number>>>> };
};

/*
 * To remember how the box was left is to store something, and no more: purpose 1. `history` also looks at which pages somebody
 * visits and how often, which of the non-advertising purposes is nearest to 8, "measure content performance". 5 and 6 would
 * allow profiles and content chosen by them, which nobody makes here.
 */
const defaultPurposes = { functionality: [1], history: [1, 8] };

/**
 * What the visitor said there about us; null while they have said nothing. A purpose is granted where each of its TCF purposes
 * and we as a vendor have consent, and the publisher does not rule it out. Legitimate interest is not consent. Where the
 * platform finds that the GDPR does not apply it asks nobody, so there is nothing to hear: the site's jurisdiction is ours to obey.
 */
export function wordsOfTcf({ vendorId, purposes = defaultPurposes }: TcfBanner, data: TcfData): BannerWords | null {
  if (!vendorId || data.gdprApplies === false || !/^(tcloaded|useractioncomplete)$/.test(data.eventStatus ?? '')) {
    return null;
  }
  const isGranted = (id: number): boolean | undefined =>
    data.vendor?.consents?.[vendorId] &&
    data.purpose?.consents?.[id] &&
    data.publisher?.restrictions?.[id]?.[vendorId] !== 0;
  return Object.fromEntries(
    Object.entries(purposes).map(([purpose, ids]) => [purpose, ids.every(isGranted) ? 'granted' : 'denied']),
  );
}

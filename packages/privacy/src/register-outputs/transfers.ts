import type { Jurisdiction } from '@handlr/protocol';
import type { SiteFacts } from './site-facts.ts';
import { countryName } from './words.ts';

const europeanUnion = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK';

/** Countries between which data moves without a transfer in the sense of GDPR Chapter V, by whose law holds. */
const withoutTransfer: { readonly [J in Jurisdiction]: readonly string[] } = {
  eu: `${europeanUnion} IS LI NO`.split(' '),
  uk: ['GB'],
};

/** Whether data leaves the law under which it was collected (GDPR Art. 30(2)(c)), and what is then to be added. */
export function transferWords({ hostingCountry, jurisdiction }: SiteFacts): string {
  if (hostingCountry === null) {
    return 'Not known: nobody said where the gateway is hosted. Set HANDLR_HOSTING_COUNTRY on the gateway.';
  }
  const staff = 'If people answer chats from other countries, name these here.';
  const country = countryName(hostingCountry);
  if (withoutTransfer[jurisdiction].includes(hostingCountry)) {
    return `None by hosting: the gateway is in this country: ${country}. ${staff}`;
  }
  return `The gateway is in a third country: ${country}. Name the safeguards here (GDPR Art. 44 to 49). ${staff}`;
}

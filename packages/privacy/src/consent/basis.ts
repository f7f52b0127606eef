import type { Jurisdiction, Purpose } from '@handlr/protocol';

/**
 * What a purpose rests on: nothing but the visitor's own wish to chat, that and no objection, or the visitor's consent.
 */
export type ConsentBasis = 'exempt' | 'exempt-with-objection' | 'consent';

/**
 * - `eu`: ePrivacy Directive Art. 5(3). Only what the service that the visitor asked for strictly needs is exempt.
 * - `uk`: PECR Sch. A1 as inserted by the Data (Use and Access) Act 2025: para. 4 strictly necessary, para. 5 statistics
 *   without a visitor in them, para. 6 how the service appears and works; the last two until the visitor objects.
 */
const bases: { readonly [J in Jurisdiction]: { readonly [P in Purpose]: ConsentBasis } } = {
  eu: {
    service: 'exempt',
    security: 'exempt',
    functionality: 'consent',
    history: 'consent',
    contact: 'consent',
    location: 'consent',
    statistics: 'consent',
  },
  uk: {
    service: 'exempt',
    security: 'exempt',
    functionality: 'exempt-with-objection',
    history: 'consent',
    contact: 'consent',
    location: 'consent',
    statistics: 'exempt-with-objection',
  },
};

export function consentBasis(purpose: Purpose, jurisdiction: Jurisdiction): ConsentBasis {
  return bases[jurisdiction][purpose];
}

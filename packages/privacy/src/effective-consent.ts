import { type ConsentSummary, type Purpose, type PurposeStatus } from '@handlr/protocol';

/** Which purposes may be served right now. Everything not granted is false; there is no third state here. */
export type EffectiveConsent = { readonly [P in Purpose]: boolean };

/** Needs no consent, in the EU nor in the UK, from the moment that the visitor opens the chat. */
const exempt: readonly Purpose[] = ['service', 'security'];

/**
 * The consent in force while nobody has decided anything: nothing before the visitor opens the chat,
 * then what the service they asked for strictly needs (ePrivacy Directive Art. 5(3); PECR Sch. A1 para. 4).
 */
export function consentWithoutDecision({ chatOpened }: { readonly chatOpened: boolean }): EffectiveConsent {
  return fromPurposes((purpose) => chatOpened && exempt.includes(purpose));
}

/**
 * What the operator keeps of its own staff and sites rests on contract and on its duty to keep the service safe,
 * not on any visitor's consent.
 */
export const operatorConsent: EffectiveConsent = consentWithoutDecision({ chatOpened: true });

/** The same, as others are told. */
export function summariseConsent(consent: EffectiveConsent): ConsentSummary {
  return fromPurposes((purpose): PurposeStatus => {
    if (!consent[purpose]) return 'withheld';
    return exempt.includes(purpose) ? 'exempt' : 'granted';
  });
}

function fromPurposes<Value>(value: (purpose: Purpose) => Value): { [P in Purpose]: Value } {
  return {
    service: value('service'),
    security: value('security'),
    functionality: value('functionality'),
    history: value('history'),
    contact: value('contact'),
    location: value('location'),
    statistics: value('statistics'),
  };
}

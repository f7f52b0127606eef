import type { ConsentSummary, Purpose, PurposeStatus } from '@handlr/protocol';
import { perPurpose } from './per-purpose.ts';
import type { Resolution } from './resolve-consent.ts';

/** Which purposes may be served right now. Everything not granted is false; there is no third state here. */
export type EffectiveConsent = { readonly [P in Purpose]: boolean };

/** Needs no consent, in the EU nor in the UK, from the moment that the visitor opens the chat. */
const exempt: readonly Purpose[] = ['service', 'security'];

/** What the gate asks of a resolution. */
export function effectiveConsent(resolution: Resolution): EffectiveConsent {
  return perPurpose((purpose) => resolution[purpose].allowed);
}

/**
 * The consent in force where nobody's decision is known: nothing before the visitor opens the chat,
 * then what the service they asked for strictly needs (ePrivacy Directive Art. 5(3); PECR Sch. A1 para. 4).
 */
export function consentWithoutDecision({ chatOpened }: { readonly chatOpened: boolean }): EffectiveConsent {
  return perPurpose((purpose) => chatOpened && exempt.includes(purpose));
}

/**
 * What the operator keeps of its own staff and sites rests on contract and on its duty to keep the service safe,
 * not on any visitor's consent.
 */
export const operatorConsent: EffectiveConsent = consentWithoutDecision({ chatOpened: true });

/** A resolution as others are told of it: whether, and on what ground, not who said what. */
export function summariseConsent(resolution: Resolution): ConsentSummary {
  return perPurpose((purpose): PurposeStatus => {
    const { allowed, settledBy } = resolution[purpose];
    if (!allowed) return 'withheld';
    return settledBy === null ? 'exempt' : 'granted';
  });
}

import { type Banner, type Choice, decidablePurposes, type DecidablePurpose, type Purpose } from '@handlr/protocol';
import { type ConsentBasis, consentBasis } from './basis.ts';
import { type Decision, isInForce } from './decision.ts';
import { perPurpose } from './per-purpose.ts';
import type { ConsentPolicy } from './policy.ts';

/*
 * Which purposes may be served, from all that is known: pure, the same on the device and on the gateway.
 *
 * CON1  `service` and `security` need no consent and cannot be refused, from the moment that the visitor acts; before it nothing is allowed by exemption.
 * CON2  Any source that denies a purpose wins over every grant.
 * CON3  Where none denies, a grant by the widget grants, and one by the site's banner where the site lets it.
 * CON4  Silence is not consent: all silent is `unknown`, and unknown is not granted.
 * CON5  In the UK `functionality` and `statistics` are allowed from the moment that the visitor acts until anybody objects.
 * CON6  The site's own policy can deny, never grant.
 * CON7  Global Privacy Control denies `history` and nothing else.
 * CON8  A choice of `history` by name, made under that signal, overrides it where the site allows that.
 * CON9  A decision is silent after 6 months, and under another version of the site's policy.
 * CON10 `denied`, `withdrawn` and `objected` all deny.
 * CON11 The answer says who settled it, a denial before a grant.
 * CON12 Every purpose has an answer.
 */

/** Who has a say. Any denial wins, so their order is only the order in which a reason is given. */
export const consentSources = ['site', 'gpc', 'banner', 'widget'] as const;
export type ConsentSource = (typeof consentSources)[number];

export type Say = 'granted' | 'denied' | 'silent';
export type ConsentState = 'unknown' | Choice;

export type ConsentInputs = {
  readonly policy: ConsentPolicy;
  /** The visitor opened a chat or decided something: what they asked for may be done. */
  readonly hasActed: boolean;
  /** Made in the widget; null when there is none. */
  readonly decision: Decision | null;
  readonly banner: Banner;
  /** Global Privacy Control is on. */
  readonly gpc: boolean;
  readonly nowMs: number;
};

/** What became of one purpose, and why. */
export type ResolvedPurpose = {
  readonly allowed: boolean;
  readonly state: ConsentState;
  readonly basis: ConsentBasis;
  readonly says: { readonly [Source in ConsentSource]: Say };
  /** The source that settled it; null where none had to, or none did. */
  readonly settledBy: ConsentSource | null;
};

/** Explains itself: `says` and `settledBy` are the trace. */
export type Resolution = { readonly [P in Purpose]: ResolvedPurpose };

export function resolveConsent(inputs: ConsentInputs): Resolution {
  const resolved = (purpose: Purpose): ResolvedPurpose =>
    isDecidable(purpose) ? resolvePurpose(purpose, inputs) : exemptPurpose(inputs);
  return perPurpose(resolved);
}

export function isDecidable(purpose: Purpose): purpose is DecidablePurpose {
  return decidablePurposes.some((each) => each === purpose);
}

const silent = { site: 'silent', gpc: 'silent', banner: 'silent', widget: 'silent' } as const;

function exemptPurpose({ hasActed }: ConsentInputs): ResolvedPurpose {
  return { allowed: hasActed, state: 'unknown', basis: 'exempt', says: silent, settledBy: null };
}

function resolvePurpose(purpose: DecidablePurpose, inputs: ConsentInputs): ResolvedPurpose {
  const { policy, hasActed } = inputs;
  const choice = decisionInForce(inputs)?.choices[purpose];
  const says = saysOf(purpose, choice, inputs);
  const basis = consentBasis(purpose, policy.jurisdiction);
  const denier = consentSources.find((source) => says[source] === 'denied');
  const granter = consentSources.find((source) => says[source] === 'granted');
  const isExempt = basis === 'exempt-with-objection' && hasActed;
  return {
    allowed: denier === undefined && (granter !== undefined || isExempt),
    state: stateOf(choice, denier, granter),
    basis,
    says,
    settledBy: denier ?? granter ?? null,
  };
}

function saysOf(purpose: DecidablePurpose, choice: Choice | undefined, inputs: ConsentInputs): ResolvedPurpose['says'] {
  const { policy, banner, gpc } = inputs;
  const bannerSays = banner[purpose] ?? 'silent';
  const isOverridden = policy.gpcOverride && choice === 'granted' && decisionInForce(inputs)?.overGpc === true;
  return {
    site: policy.denies.includes(purpose) ? 'denied' : 'silent',
    gpc: gpc && purpose === 'history' && !isOverridden ? 'denied' : 'silent',
    banner: bannerSays === 'granted' && !policy.bannerMayGrant ? 'silent' : bannerSays,
    widget: choice === undefined ? 'silent' : choice === 'granted' ? 'granted' : 'denied',
  };
}

/** The visitor's own word where it holds; otherwise what the others make of it. */
function stateOf(
  choice: Choice | undefined,
  denier: ConsentSource | undefined,
  granter: ConsentSource | undefined,
): ConsentState {
  if (choice !== undefined && choice !== 'granted') return choice;
  if (denier !== undefined) return 'denied';
  return granter === undefined ? 'unknown' : 'granted';
}

function decisionInForce({ decision, policy, nowMs }: ConsentInputs): Decision | null {
  return decision !== null && isInForce(decision, policy, nowMs) ? decision : null;
}

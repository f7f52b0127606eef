import { type BannerWord, type Choice, type Choices, type DecidablePurpose, decidablePurposes } from '@handlr/protocol';
import { type Decision, isInForce } from './decision.ts';
import { type ConsentInputs, resolveConsent } from './resolve-consent.ts';

/** What the visitor just answered, purpose by purpose. Those that they were not asked about keep what holds of them. */
export type Answers = { readonly [P in DecidablePurpose]?: BannerWord };

export type Asked = Pick<Decision, 'method' | 'language'> & {
  /** The visitor chose each purpose by itself, and did not accept or refuse them all at once. */
  readonly byName: boolean;
};

/** The visitor's next decision. Its words say what it ends: a grant is withdrawn, an exemption is objected to. */
export function decide(inputs: ConsentInputs, answers: Answers, { method, language, byName }: Asked): Decision {
  const { decision, policy, gpc, nowMs } = inputs;
  const inForce = decision !== null && isInForce(decision, policy, nowMs) ? decision : null;
  const resolution = resolveConsent(inputs);
  const choices: Choices = { ...inForce?.choices };
  for (const purpose of decidablePurposes) {
    const answer = answers[purpose];
    if (answer !== undefined) choices[purpose] = wordOf(answer, resolution[purpose].basis, resolution[purpose].allowed);
  }
  return {
    number: (decision?.number ?? 0) + 1,
    choices,
    overGpc:
      answers.history === undefined ? (inForce?.overGpc ?? false) : gpc && byName && answers.history === 'granted',
    method,
    policyVersion: policy.version,
    language,
    decidedAt: nowMs,
  };
}

function wordOf(answer: BannerWord, basis: string, isAllowed: boolean): Choice {
  if (answer === 'granted') return 'granted';
  if (basis === 'exempt-with-objection') return 'objected';
  return isAllowed ? 'withdrawn' : 'denied';
}

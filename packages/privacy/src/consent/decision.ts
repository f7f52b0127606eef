import { type Choices, type DecidablePurpose, decidablePurposes, type Statement } from '@handlr/protocol';
import { decisionLifetimeMs } from './decision-lifetime.ts';
import type { ConsentPolicy } from './policy.ts';

/** What the visitor decided in the widget, and under which circumstances. */
export type Decision = Pick<Statement, 'number' | 'choices' | 'overGpc' | 'method' | 'policyVersion' | 'language'> & {
  /** By the clock of whoever keeps the decision: the device its own, the gateway its own. */
  readonly decidedAt: number;
};

/** A decision speaks until it expires, and only under the policy that the visitor was shown. */
export function isInForce({ policyVersion, decidedAt }: Decision, { version }: ConsentPolicy, nowMs: number): boolean {
  return policyVersion === version && nowMs < decidedAt + decisionLifetimeMs;
}

/**
 * The one of two decisions that holds. A higher number wins, however late the other comes. Where two tabs decided at the
 * same moment under one number, a purpose is granted only if both say so.
 */
export function laterDecision(one: Decision, other: Decision): Decision {
  if (one.number !== other.number) return one.number > other.number ? one : other;
  const choices: Choices = {};
  for (const purpose of decidablePurposes) {
    const choice = stricter(one.choices[purpose], other.choices[purpose]);
    if (choice !== undefined) choices[purpose] = choice;
  }
  return { ...one, choices, overGpc: one.overGpc && other.overGpc };
}

function stricter(one: Choices[DecidablePurpose], other: Choices[DecidablePurpose]): Choices[DecidablePurpose] {
  if (one !== undefined && one !== 'granted') return one;
  return other === 'granted' ? one : other;
}

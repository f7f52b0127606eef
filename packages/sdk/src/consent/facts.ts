import { type Decision, laterDecision } from '@handlr/privacy';
import { type Banner, decidablePurposes, type DecisionMethod, highestDecisionNumber } from '@handlr/protocol';
import type { BannerWords } from './consent.ts';
import type { Shared } from './shared.ts';

/** All that was said about consent, as far as this tab knows. */
export type Facts = {
  /** The visitor's own, in force or not. */
  readonly decision: Decision | null;
  readonly banner: Banner;
  /** Of what this device states now; 0 before anything was said. */
  readonly number: number;
  /** Of all that is known, on this device and on the gateway. */
  readonly highest: number;
  /** How the latest came about. */
  readonly method: DecisionMethod;
  /** Something was said on this page. */
  readonly hasSpoken: boolean;
  /**
   * It was said on this very page and once, so it may be said a second time. What is only remembered is not: somebody who
   * withdrew elsewhere would be overruled. Nor do two tabs that both did so find an end.
   */
  readonly mayRestate: boolean;
};

export function storedFacts(decision: Decision | null): Facts {
  const number = decision?.number ?? 0;
  const method = decision?.method ?? 'api';
  return { decision, banner: {}, number, highest: number, method, hasSpoken: false, mayRestate: false };
}

/** Something new is said, above everything that is known. */
export function say(facts: Facts, method: DecisionMethod, change: Partial<Facts> = {}): Facts {
  // At the very end two share a number, and then the stricter holds.
  const number = Math.min(Math.max(facts.number, facts.highest) + 1, highestDecisionNumber);
  const decision = change.decision ?? facts.decision;
  return {
    ...facts,
    ...change,
    number,
    highest: number,
    method,
    hasSpoken: true,
    mayRestate: true,
    decision: decision && { ...decision, number },
  };
}

/** The banner speaks. What it said before, and words that there are not, change nothing. */
export function hear(facts: Facts, words: BannerWords, method: DecisionMethod): Facts {
  const banner = heardBanner(facts.banner, words);
  const isNew = decidablePurposes.some((purpose) => banner[purpose] !== facts.banner[purpose]);
  return isNew ? say(facts, method, { banner }) : facts;
}

/** Another tab's word, which is newer than what was heard here. */
export function adopt(facts: Facts, { decision, words, number }: Shared): Facts {
  return {
    ...facts,
    decision: later(facts.decision, decision),
    banner: heardBanner(facts.banner, words),
    number: Math.max(facts.number, number),
    highest: Math.max(facts.highest, number),
    hasSpoken: true,
    mayRestate: false,
  };
}

/** What the device has stored by now: none, where it was forgotten. */
export function reread(facts: Facts, stored: Decision | null): Facts {
  const number = Math.max(facts.number, stored?.number ?? 0);
  const decision = stored === null ? null : later(facts.decision, stored);
  return { ...facts, decision, number, highest: Math.max(facts.highest, number) };
}

function heardBanner(before: Banner, words: BannerWords): Banner {
  const banner = { ...before };
  for (const purpose of decidablePurposes) {
    const word = words[purpose];
    if (word === 'silent') delete banner[purpose];
    else if (word === 'granted' || word === 'denied') banner[purpose] = word;
  }
  return banner;
}

function later(own: Decision | null, other: Decision | null): Decision | null {
  return own === null || other === null ? (own ?? other) : laterDecision(own, other);
}

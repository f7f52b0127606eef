import { type Decision, laterDecision } from '@handlr/privacy';
import {
  type Banner,
  type DecidablePurpose,
  decidablePurposes,
  type DecisionMethod,
  highestDecisionNumber,
} from '@handlr/protocol';
import type { BannerWords } from './consent.ts';
import type { Shared } from './shared.ts';

/** All that was said about consent, as far as this tab knows. */
export type Facts = {
  /** The visitor's own, in force or not. */
  readonly decision: Decision | null;
  /** The site's banner, by the word of all tabs … */
  readonly banner: Banner;
  /** … and as it spoke on this page. */
  readonly own: Banner;
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
  const unsaid = { banner: {}, own: {}, hasSpoken: false, mayRestate: false };
  return { ...unsaid, decision, number, highest: number, method };
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

/** The banner speaks on this page. What it said before, and words that there are not, change nothing. */
export function hear(facts: Facts, words: BannerWords, method: DecisionMethod): Facts {
  const own = withWords(facts.own, words);
  const banner = withShared(facts.banner, wordsToShare(facts, words));
  const isNew = decidablePurposes.some((purpose) => banner[purpose] !== facts.banner[purpose]);
  return isNew ? say(facts, method, { banner, own }) : { ...facts, own };
}

/** What of these words is new, as other tabs are told of it. */
export function wordsToShare(before: Pick<Facts, 'own'>, words: BannerWords): Pick<Shared, 'words' | 'read'> {
  const own = withWords(before.own, words);
  const isNew = (purpose: DecidablePurpose): boolean => own[purpose] !== before.own[purpose];
  const isRead = (purpose: DecidablePurpose): boolean =>
    own[purpose] === 'granted' && before.own[purpose] === undefined;
  return {
    words: pick(words, (purpose) => isNew(purpose) && !isRead(purpose)),
    read: pick(words, isRead),
  };
}

/** Another tab's word, which is newer than what was heard here. */
export function adopt(facts: Facts, shared: Omit<Shared, 'decision'> & Partial<Shared>): Facts {
  return {
    ...facts,
    decision: later(facts.decision, shared.decision ?? null),
    banner: withShared(facts.banner, shared),
    number: Math.max(facts.number, shared.number),
    highest: Math.max(facts.highest, shared.number),
    hasSpoken: true,
    mayRestate: false,
  };
}

/** The denials of which another tab has not heard, which reads a grant. */
export function unheardDenials({ banner }: Facts, { read }: Pick<Shared, 'read'>): BannerWords {
  return pick(banner, (purpose) => read[purpose] === 'granted' && banner[purpose] === 'denied');
}

/** A page that was away does not know what was taken back meanwhile. */
export function withoutGrants(facts: Facts): Facts {
  const isNoGrant = (words: Banner) => (purpose: DecidablePurpose) => words[purpose] !== 'granted';
  const [banner, own] = [facts.banner, facts.own].map((words) => withWords({}, pick(words, isNoGrant(words))));
  return { ...facts, banner: banner ?? {}, own: own ?? {}, hasSpoken: false };
}

/** What the device has stored by now: none, where it was forgotten. */
export function reread(facts: Facts, stored: Decision | null): Facts {
  const number = Math.max(facts.number, stored?.number ?? 0);
  const decision = stored === null ? null : later(facts.decision, stored);
  return { ...facts, decision, number, highest: Math.max(facts.highest, number) };
}

function withWords(before: Banner, words: BannerWords): Banner {
  const banner = { ...before };
  for (const purpose of decidablePurposes) {
    const word = words[purpose];
    if (word === 'silent') delete banner[purpose];
    else if (word === 'granted' || word === 'denied') banner[purpose] = word;
  }
  return banner;
}

function withShared(before: Banner, { words, read }: Pick<Shared, 'words' | 'read'>): Banner {
  const banner = withWords(before, words);
  return withWords(
    banner,
    pick(read, (purpose) => banner[purpose] !== 'denied'),
  );
}

function pick(words: BannerWords, isWanted: (purpose: DecidablePurpose) => boolean): BannerWords {
  return Object.fromEntries(decidablePurposes.filter(isWanted).map((purpose) => [purpose, words[purpose]]));
}

function later(own: Decision | null, other: Decision | null): Decision | null {
  return own === null || other === null ? (own ?? other) : laterDecision(own, other);
}

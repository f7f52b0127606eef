import {
  type ConsentInputs,
  consentWithoutDecision,
  type Decision,
  decide,
  defaultConsentPolicy,
  deviceEntryNames,
  deviceRegister,
  type EffectiveConsent,
  effectiveConsent,
  isInForce,
  laterDecision,
  resolveConsent,
} from '@handlr/privacy';
import { type Banner, decidablePurposes, type DecisionMethod, type Statement } from '@handlr/protocol';
import type { SiteIdentity } from '../site-configuration.ts';
import type { DeviceStorage } from '../storage/device-storage.ts';
import type { Surroundings, Undo } from '../surroundings/surroundings.ts';
import type { Tabs } from '../tabs/tabs.ts';
import type { BannerMethod, BannerWords, Consent } from './consent.ts';
import type { ConsentRecord } from './consent-record.ts';
import { receiptOf } from './receipt.ts';
import { isShared, type Shared } from './shared.ts';

/*
 * What this device knows of consent. What follows from it, `resolveConsent` says; here it is kept, told and obeyed.
 *
 * DCO1  A decision takes effect in this tab before `decide` returns, and in the other tabs when they hear of it.
 * DCO2  What was kept for a purpose goes when anybody denies it, and when the grant that it was kept under is over.
 * DCO3  Silence removes nothing: the site's banner may not have spoken on this page yet.
 * DCO4  The banner's words and the browser's signal are known on this page alone; only the visitor's own decision is stored.
 * DCO5  Each thing that is said has a higher number than all before it, also than those that only the gateway remembers.
 * DCO6  Our dialog asks about what is not decided yet and needs consent, when the site says so: as a rule after both sides have
 *       written. It does not ask again before the answer has expired.
 * DCO7  A page from the back/forward cache, which heard of nothing meanwhile, takes no earlier grant of the banner for granted.
 */

/** What the page said before there was anybody to hear it. */
export type Said = readonly [words: BannerWords, method: BannerMethod];

/** The consent of this device, and what its shell needs of it. */
export type ConsentEngine = Consent & {
  /** All that this device has to say; null while it has nothing to say that would be true for other pages as well. */
  statement(): Statement | null;
  /** That `history` is withdrawn, whatever else holds by now. */
  withdrawal(leastNumber: number): Statement;
  /** The gateway holds a statement of this number. */
  heardOf(number: number): void;
  /** Says the same again, above everything that is known. Answers its number. */
  restate(): number;
  /** Looks again at what may have changed behind one's back. */
  update(): void;
  /** The page was away. */
  returned(): void;
  /** As if nothing had ever been said on this device. */
  forget(): Promise<void>;
  close(): void;
};

type Changed = { readonly consent: EffectiveConsent };

export type EngineDeps = {
  readonly site: SiteIdentity;
  readonly record: ConsentRecord;
  readonly storage: Pick<DeviceStorage, 'purge' | 'list'>;
  readonly surroundings: Pick<Surroundings, 'nowMs' | 'hasGpc'>;
  readonly tabs: Tabs;
  readonly said: readonly Said[];
  /** Whether the visitor has opened a chat. */
  hasChat(): boolean;
  /** Whether both sides have written in it. */
  hasExchanged(): boolean;
  on(name: 'consent', listener: (payload: Changed) => void): Undo;
  emit(name: 'consent', payload: Changed): void;
  changed(): void;
};

const keptPurposes = decidablePurposes.filter((purpose) =>
  deviceEntryNames.some((name) => deviceRegister[name].purpose === purpose),
);

export function createConsent(deps: EngineDeps): ConsentEngine {
  const { site, record, storage, surroundings, tabs } = deps;
  const policy = { ...defaultConsentPolicy, ...site.consent };
  const language = site.appearance?.language ?? 'en';
  let decision = record.decision();
  let banner: Banner = {};
  let number = decision?.number ?? 0;
  /** Of all that is known, here and elsewhere. */
  let highest = number;
  let method: DecisionMethod = decision?.method ?? 'api';
  let hasSpoken = false;
  let isPostponed = false;
  let inForce = JSON.stringify(consentWithoutDecision({ chatOpened: deps.hasChat() }));

  for (const [words, by] of deps.said) hear(words, by);
  const undos = [tabs.on('consent', adopt), record.watch(reread), record.watchToken(followToken)];
  settle();

  const engine: ConsentEngine = {
    get,
    set(words, by = 'api') {
      if (!hear(words, by)) return;
      if (decision !== null) keep({ ...decision, number });
      share(words);
    },
    on: (_name, listener) => deps.on('consent', listener),
    explain,
    debug: async () => (await import('./debug.ts')).debugConsent(explain(), await storage.list()),
    decide(answers, how) {
      const next = decide(inputs(), answers, { ...how, language });
      say(how.method);
      keep({ ...next, number });
      share({});
    },
    purposes: keptPurposes.filter((purpose) => !policy.denies.includes(purpose)),
    asks() {
      const { ask = 'after-exchange' } = site.consent ?? {};
      if (isPostponed || ask === 'never' || current() !== null) return [];
      if (ask === 'after-exchange' && !deps.hasExchanged()) return [];
      const resolution = explain();
      return engine.purposes.filter((purpose) => {
        const { basis, state } = resolution[purpose];
        return basis === 'consent' && state === 'unknown';
      });
    },
    postpone() {
      isPostponed = true;
      deps.changed();
    },
    receipt() {
      const made = current();
      return made === null ? null : receiptOf(made, policy.jurisdiction, site);
    },
    statement() {
      // To be silent about `history` on this page would take back what the banner granted on another.
      if (number === 0 || (!hasSpoken && explain().history.state === 'unknown')) return null;
      return compose();
    },
    withdrawal(leastNumber) {
      const { choices, ...rest } = compose();
      const withdrawn = { ...choices, history: 'withdrawn' } as const;
      return { ...rest, number: Math.max(rest.number, leastNumber), choices: withdrawn, overGpc: false, banner: {} };
    },
    heardOf: (known) => void (highest = Math.max(highest, known)),
    restate() {
      say(method);
      if (decision !== null) keep({ ...decision, number });
      share({});
      return number;
    },
    update: announce,
    returned() {
      for (const purpose of decidablePurposes) if (banner[purpose] === 'granted') delete banner[purpose];
      reread();
    },
    async forget() {
      record.withdraw();
      record.clear();
      const purged = Promise.all(keptPurposes.map(storage.purge));
      decision = null;
      banner = {};
      say('panel');
      share(Object.fromEntries(keptPurposes.map((purpose) => [purpose, 'silent'])));
      await purged;
    },
    close: () => undos.forEach((undo) => undo()),
  };
  return engine;

  function inputs(): ConsentInputs {
    const { nowMs, hasGpc } = surroundings;
    const hasActed = decision !== null || deps.hasChat();
    return { policy, hasActed, decision, banner, gpc: hasGpc(), nowMs: nowMs() };
  }

  function compose(): Statement {
    const { choices = {}, overGpc = false } = current() ?? {};
    const gpc = surroundings.hasGpc();
    return { number, choices, overGpc, banner, gpc, method, policyVersion: policy.version, language };
  }

  function explain() {
    return resolveConsent(inputs());
  }

  function get(): EffectiveConsent {
    return effectiveConsent(explain());
  }

  function current(): Decision | null {
    return decision !== null && isInForce(decision, policy, surroundings.nowMs()) ? decision : null;
  }

  /** DCO5 */
  function say(by: DecisionMethod): void {
    number = highest = Math.max(number, highest) + 1;
    method = by;
    hasSpoken = true;
  }

  function keep(next: Decision): void {
    decision = next;
    record.keep(next);
  }

  /** Whether it is anything new. */
  function hear(words: BannerWords, by: DecisionMethod): boolean {
    const before = banner;
    banner = { ...before };
    for (const purpose of decidablePurposes) {
      const word = words[purpose];
      if (word === 'silent') delete banner[purpose];
      else if (word === 'granted' || word === 'denied') banner[purpose] = word;
    }
    if (decidablePurposes.every((purpose) => banner[purpose] === before[purpose])) return false;
    say(by);
    return true;
  }

  function share(words: BannerWords): void {
    settle();
    tabs.tell('consent', { decision, words, number } satisfies Shared);
  }

  /** DCO1: another tab's word, which is newer than what was heard here. */
  function adopt(value: unknown): void {
    if (!isShared(value)) return;
    hear(value.words, method);
    if (value.decision !== null) decision = later(value.decision);
    number = Math.max(number, value.number);
    hasSpoken = true;
    settle();
  }

  function reread(): void {
    const stored = record.decision();
    decision = stored === null ? null : later(stored);
    number = Math.max(number, stored?.number ?? 0);
    settle();
  }

  function later(other: Decision): Decision {
    return decision === null ? other : laterDecision(decision, other);
  }

  /** Where tabs cannot talk, a history that another tab removed is how this one hears that its banner took it back. */
  function followToken(): void {
    if (tabs.canTalk || record.token() !== null || !get().history) return;
    hear({ history: 'denied' }, method);
    settle();
  }

  /** DCO2, DCO3 */
  function settle(): void {
    const resolution = explain();
    const lapsed = decision !== null && current() === null ? decision.choices : {};
    // The gateway may not have heard yet that it is over.
    if (Object.values(lapsed).includes('granted') && !hasSpoken) say(method);
    for (const purpose of keptPurposes) {
      const { allowed, state } = resolution[purpose];
      if (allowed || (state === 'unknown' && lapsed[purpose] !== 'granted')) continue;
      if (purpose === 'history') record.withdraw();
      void storage.purge(purpose);
    }
    announce();
    deps.changed();
  }

  function announce(): void {
    const consent = get();
    const now = JSON.stringify(consent);
    if (now === inForce) return;
    inForce = now;
    deps.emit('consent', { consent });
  }
}

import {
  type ConsentInputs,
  consentWithoutDecision,
  type Decision,
  decisionLifetimeMs,
  decide,
  defaultConsentPolicy,
  deviceEntryNames,
  wholeDeviceRegister,
  type EffectiveConsent,
  effectiveConsent,
  isInForce,
  type Resolution,
  resolveConsent,
} from '@handlr/privacy';
import { decidablePurposes, highestDecisionNumber, type Statement } from '@handlr/protocol';
import type { BannerWords } from './consent.ts';
import type { ConsentCore, EngineDeps } from './consent-engine.ts';
import {
  adopt,
  type Facts,
  hear,
  reread,
  say,
  storedFacts,
  unheardDenials,
  withoutGrants,
  wordsToShare,
} from './facts.ts';
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
 * DCO7  A page from the back/forward cache, which heard of nothing meanwhile, takes no earlier grant of the banner for granted;
 *       and what a page that has just come reads there overrules no denial that another tab has heard.
 */

const keptPurposes = decidablePurposes.filter((purpose) =>
  deviceEntryNames.some((name) => wholeDeviceRegister[name].purpose === purpose),
);

/** The banner has said nothing. */
const silence: BannerWords = Object.fromEntries(keptPurposes.map((purpose) => [purpose, 'silent']));

export function createConsent(deps: EngineDeps): ConsentCore {
  const { site, record, storage, surroundings, tabs } = deps;
  const policy = { ...defaultConsentPolicy, ...site.consent };
  const language = site.appearance?.language ?? 'en';
  let facts: Facts = storedFacts(record.decision());
  let isPostponed = false;
  let inForce = JSON.stringify(consentWithoutDecision({ chatOpened: deps.hasChat() }));

  for (const each of deps.early) {
    if ('words' in each) facts = hear(facts, each.words, each.method);
    else if (isShared(each.shared)) facts = adopt(facts, each.shared);
  }
  const undos = [
    tabs.on('consent', (value) => {
      if (isShared(value)) follow(value);
    }),
    record.watch(() => settle(reread(facts, record.decision()))),
    record.watchToken(followToken),
  ];
  if (Object.keys(facts.own).length > 0) tell(facts, wordsToShare({ own: {} }, facts.own));
  else settle(facts);

  const engine: ConsentCore = {
    get,
    set(words, by = 'api') {
      const before = facts;
      const heard = hear(before, words, by);
      if (heard.number === before.number) facts = heard;
      else tell(heard, wordsToShare(before, words));
    },
    on: (_name, listener) => deps.on('consent', listener),
    explain,
    debug: async () => (await import('./debug.ts')).debugConsent(explain(), await storage.list()),
    decide(answers, how) {
      const decision = decide(inputs(), answers, { ...how, language });
      tell(say(facts, how.method, { decision }));
    },
    purposes: keptPurposes.filter((purpose) => !policy.denies.includes(purpose)),
    asks() {
      const { ask = 'after-exchange' } = site.consent ?? {};
      if (isPostponed || ask === 'never' || current() !== null) return [];
      if (ask === 'after-exchange' && !deps.hasExchanged()) return [];
      const resolution = explain();
      return engine.purposes.filter((purpose) => {
        const { basis, state } = resolution[purpose];
        // An address is asked about where it is left.
        if (purpose === 'contact') return false;
        return basis === 'consent' && state === 'unknown';
      });
    },
    postpone() {
      isPostponed = true;
      deps.changed();
    },
    receipt() {
      const decision = current();
      return decision === null ? null : receiptOf(decision, policy.jurisdiction, site);
    },
    statement() {
      // To be silent about `history` on this page would take back what the banner granted on another.
      const isSilent = !facts.hasSpoken && explain().history.state === 'unknown';
      return facts.number === 0 || isSilent ? null : compose();
    },
    withdrawal(leastNumber) {
      // Nothing that is remembered goes along: it must be understood, whatever became of that.
      const number = Math.min(Math.max(facts.number, leastNumber), highestDecisionNumber);
      return { ...compose(), number, choices: { history: 'withdrawn' }, overGpc: false, banner: {} };
    },
    heardOf: (number) => void (facts = { ...facts, highest: Math.max(facts.highest, number) }),
    restate() {
      if (facts.mayRestate) tell({ ...say(facts, facts.method), mayRestate: false });
    },
    context({ purpose, lifetimeMs }) {
      const nowMs = surroundings.nowMs();
      const { decidedAt } = current() ?? { decidedAt: Infinity };
      const isBanners = explain()[purpose].says.banner === 'granted';
      const endMs = isBanners ? Infinity : decidedAt + decisionLifetimeMs;
      return { consent: get(), nowMs: Math.min(nowMs, endMs - lifetimeMs) };
    },
    update: announce,
    look() {
      const stored = record.decision();
      if (stored !== null) settle(reread(facts, stored));
    },
    returned() {
      settle(reread(withoutGrants(facts), record.decision()));
    },
    async forget() {
      record.withdraw();
      record.clear();
      const purged = Promise.all(keptPurposes.map(storage.purge));
      facts = { ...facts, decision: null };
      tell(say(facts, 'panel', { banner: {} }), { words: silence, read: {} });
      await purged;
    },
    close: () => undos.forEach((undo) => undo()),
  };
  return engine;

  function inputs(): ConsentInputs {
    const { decision, banner } = facts;
    const hasActed = decision !== null || deps.hasChat();
    return { policy, hasActed, decision, banner, gpc: surroundings.hasGpc(), nowMs: surroundings.nowMs() };
  }

  function explain(): Resolution {
    return resolveConsent(inputs());
  }

  function get(): EffectiveConsent {
    return effectiveConsent(explain());
  }

  function current(): Decision | null {
    const { decision } = facts;
    return decision !== null && isInForce(decision, policy, surroundings.nowMs()) ? decision : null;
  }

  function compose(): Statement {
    const { number, banner, method } = facts;
    const { choices = {}, overGpc = false } = current() ?? {};
    const gpc = surroundings.hasGpc();
    return { number, choices, overGpc, banner, gpc, method, policyVersion: policy.version, language };
  }

  /** DCO1: here first, then to the other tabs. */
  function tell(next: Facts, banner: Pick<Shared, 'words' | 'read'> = { words: {}, read: {} }): void {
    if (next.decision !== null) record.keep(next.decision);
    settle(next);
    share(banner);
  }

  function share(banner: Pick<Shared, 'words' | 'read'>): void {
    const { decision, number } = facts;
    tabs.tell('consent', { decision, number, ...banner } satisfies Shared);
  }

  function follow(shared: Shared): void {
    const denials = unheardDenials(facts, shared);
    settle(adopt(facts, shared));
    // That tab heard of nothing yet.
    if (Object.keys(denials).length > 0) share({ words: denials, read: {} });
  }

  /** Where tabs cannot talk, a history that another tab removed is how this one hears that its banner took it back. */
  function followToken(): void {
    if (tabs.canTalk || record.token() !== null || !get().history) return;
    settle(adopt(facts, { words: { history: 'denied' }, read: {}, number: facts.number }));
  }

  /** DCO2, DCO3 */
  function settle(next: Facts): void {
    facts = next;
    const resolution = explain();
    const lapsed = facts.decision !== null && current() === null ? facts.decision.choices : {};
    // The gateway may not have heard yet that it is over.
    if (Object.values(lapsed).includes('granted') && !facts.hasSpoken) facts = say(facts, facts.method);
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

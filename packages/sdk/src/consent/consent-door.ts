import { type AdmitContext, consentWithoutDecision, deviceRegister, type EffectiveConsent } from '@handlr/privacy';
import type { SiteIdentity } from '../site-configuration.ts';
import type { DeviceStorage } from '../storage/device-storage.ts';
import type { BannerMethod, BannerWords } from './consent.ts';
import type { Tabs } from '../tabs/tabs.ts';
import type { ConsentEngine, Early } from './consent-engine.ts';

const { chatInProgress, consent: decision, boxState } = deviceRegister;

/** Where the late register has these two; a test holds the words together. */
export const lateReasons = (['visit-history', 'withdrawal'] as const).map((key) => ({
  medium: { kind: 'local-storage', key, acrossSubdomains: true } as const,
}));

type Deps = {
  readonly site: SiteIdentity;
  readonly storage: DeviceStorage;
  readonly nowMs: () => number;
  readonly tabs: Pick<Tabs, 'on'>;
  start(early: readonly Early[]): Promise<ConsentEngine>;
  /** There may be something to ask now. */
  changed(): void;
};

/**
 * Stands for consent until there is something to decide about: a visitor who opens the box and writes does not pay for it.
 * Without it only the chat is allowed that the visitor opened.
 */
export function createConsentDoor({ site, storage, nowMs, tabs, start, changed }: Deps) {
  /** What is said meanwhile is not lost, and does not come too late. */
  const early: Early[] = [];
  let engine: ConsentEngine | null = null;
  let loading: Promise<ConsentEngine> | null = null;

  const unwatch = tabs.on('consent', (shared) => early.push({ shared }));

  return {
    engine: () => engine,
    load,
    /** Whether this device remembers something that is to be judged by it, or the site wants to ask at once. */
    isNeeded(): boolean {
      const { ask, cookieDomain } = site.consent ?? {};
      const kept = [decision, boxState, ...lateReasons];
      return ask === 'on-load' || cookieDomain !== undefined || kept.some(storage.holds);
    },
    context: (entry: Parameters<ConsentEngine['context']>[0]): AdmitContext =>
      engine?.context(entry) ?? { consent: withoutEngine(), nowMs: nowMs() },
    set(words: BannerWords, method: BannerMethod = 'api'): void {
      if (engine !== null) return engine.set(words, method);
      early.push({ words, method });
      want();
    },
    want,
  };

  function withoutEngine(): EffectiveConsent {
    return consentWithoutDecision({ chatOpened: storage.read(chatInProgress) !== null });
  }

  /** Without it nothing is allowed that needs consent, and it is tried again when it is next wanted: no reason to throw. */
  function want(): void {
    load().catch(() => {});
  }

  function load(): Promise<ConsentEngine> {
    loading ??= start(early).then(
      (started) => {
        unwatch();
        engine = started;
        changed();
        return started;
      },
      (error: unknown) => {
        loading = null;
        throw error;
      },
    );
    return loading;
  }
}

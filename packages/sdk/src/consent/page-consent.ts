import type { EffectiveConsent, Resolution } from '@handlr/privacy';
import type { Handlr } from '../handlr.ts';
import type { Consent } from './consent.ts';

/** `handlr.consent` as a page has it: what has to be loaded first is answered with a promise, always. */
export type PageConsent = Pick<Consent, 'set' | 'on' | 'debug'> & {
  get(): Promise<EffectiveConsent>;
  explain(): Promise<Resolution>;
};

type Listener = Parameters<Consent['on']>[1];

/** The commands of it, by the names under which the loader asks for them. */
export function pageConsent({ loadConsent, setConsent, on, off }: Handlr) {
  return {
    'consent.get': async () => (await loadConsent()).get(),
    'consent.explain': async () => (await loadConsent()).explain(),
    'consent.debug': async () => (await loadConsent()).debug(),
    'consent.set': setConsent,
    'consent.on': (_name: 'change', listener: Listener) => on('consent', listener),
    'consent.off': (_name: 'change', listener: Listener) => off('consent', listener),
  };
}

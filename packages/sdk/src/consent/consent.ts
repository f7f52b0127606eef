import type { Answers, EffectiveConsent, Resolution } from '@handlr/privacy';
import type { BannerWord, Choices, DecidablePurpose, DecisionMethod, Jurisdiction } from '@handlr/protocol';
import type { ConsentReport } from './debug.ts';
import type { Undo } from '../surroundings/surroundings.ts';
import type { VisitorEmail } from '../visitor-email/visitor-email-view.ts';

/** What the site's banner says of purposes; `silent` takes back what it said before. */
export type BannerWords = { readonly [P in DecidablePurpose]?: BannerWord | 'silent' | undefined };

/** How the page comes to say so. */
export type BannerMethod = Extract<DecisionMethod, 'api' | 'tcf' | 'consent-mode'>;

/** The small receipt of the decision that is in force, for the visitor to keep. Holds no identifier. */
export type ConsentReceipt = {
  readonly policyVersion: number;
  readonly language: string;
  readonly purposes: Choices;
  /** ISO 8601, by this device's clock. */
  readonly decidedAt: string;
  readonly method: DecisionMethod;
  readonly jurisdiction: Jurisdiction;
  readonly controller: string;
  readonly processor: string | null;
  readonly contact: string | null;
  readonly howToWithdraw: string;
};

/** `handlr.consent`: what the page and the box may ask of consent. */
export interface Consent {
  /** Which purposes may be served now. */
  get(): EffectiveConsent;
  /** The site's banner says so. Purposes that are left out keep what it said of them. */
  set(words: BannerWords, method?: BannerMethod): void;
  on(name: 'change', listener: (payload: { readonly consent: EffectiveConsent }) => void): Undo;
  /** Why each purpose is on or off. */
  explain(): Resolution;
  /** The same in words, with what is kept now, printed in the page's console. */
  debug(): Promise<ConsentReport>;
  /** The visitor decides in the widget. Takes effect here before it returns, and in other tabs within a second. */
  decide(answers: Answers, how: { readonly method: 'dialog' | 'panel'; readonly byName: boolean }): void;
  /** Purposes that something here would be kept for, and that this visitor may decide about. */
  readonly purposes: readonly DecidablePurpose[];
  /** Those that our own dialog asks about now; empty while there is nothing to ask, or no occasion. */
  asks(): readonly DecidablePurpose[];
  /** Not now: the dialog goes until the next page. Decides nothing. */
  postpone(): void;
  receipt(): ConsentReceipt | null;
  /** The e-mail address that the visitor leaves with the chat. Here, because it comes with what few visitors need. */
  visitorEmail(): Promise<VisitorEmail>;
}

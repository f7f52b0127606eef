import type { PageConsent } from '../consent/page-consent.ts';
import type { Handlr } from '../handlr.ts';
import type { SiteConfiguration } from '../site-configuration.ts';

/** What a page asks of the chat, such as `['send', 'Hello']`. */
export type Command = readonly [name: string, ...values: unknown[]];
/** What does it, by name. */
export type Commands = Readonly<Record<string, (...values: never[]) => unknown>>;

type Public = Pick<Handlr, 'open' | 'close' | 'minimise' | 'set' | 'send' | 'on' | 'off' | 'values'>;

/** `window.handlr`: `handlr('open')` and `handlr.open()` are the same. What is asked before the box has loaded waits for it. */
export type HandlrFunction = {
  <Name extends keyof Public>(name: Name, ...values: Parameters<Public[Name]>): ReturnType<Public[Name]>;
  <Name extends keyof PageConsent>(
    name: `consent.${Name}`,
    ...values: Parameters<PageConsent[Name]>
  ): ReturnType<PageConsent[Name]>;
  readonly consent: PageConsent;
} & Public;

/** What the loader gives to the widget. */
export type Handover = {
  readonly site: SiteConfiguration;
  readonly root: ShadowRoot;
  readonly launcher: HTMLButtonElement;
  /** A live region beside the launcher. */
  readonly notice: HTMLElement;
};

/** The widget's entry chunk exports this as `mount`. */
export type Mount = (handover: Handover) => Commands;

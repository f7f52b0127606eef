import type { Handlr, HandlrState, SiteConfiguration } from '@handlr/sdk';
import type { DecidablePurpose } from '@handlr/protocol';
import type { Texts } from '../texts/texts.ts';
import type { Times } from '../texts/times.ts';

export type Panel = 'chat' | 'privacy' | 'email';

/** What every view looks at. A new one for every change. */
export type Model = {
  readonly site: SiteConfiguration;
  readonly handlr: Handlr;
  readonly texts: Texts;
  readonly times: Times;
  readonly state: HandlrState;
  /** What our own dialog asks about now. */
  readonly asks: readonly DecidablePurpose[];
  readonly panel: Panel;
  show(panel: Panel): void;
  redraw(): void;
  /** Whether the box covers the screen. */
  readonly isFullScreen: boolean;
};

/** What a view is given. */
export type Look = { readonly model: Model };

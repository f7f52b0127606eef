import type { CampaignField, Capability } from '@handlr/protocol';

/** Where a page view or a visit came from. `referrerHost` null: no page sent the visitor. */
export type CheckOrigin = {
  readonly referrerHost: string | null;
  readonly campaign: { readonly [F in CampaignField]?: string | undefined };
};

/** What the device remembers of a visitor who agreed to `history`. `visits` counts this one. */
export type HistoryFacts = {
  readonly visits: number;
  readonly pastChats: number;
  readonly visit: CheckOrigin;
  readonly first: CheckOrigin;
};

/** A value that the page gave. */
export type GivenValue = string | number | boolean;

/** All that conditions ask about. Nothing of it is kept, and nothing of it leaves the device. */
export type CheckFacts = {
  /** By the device's clock. */
  readonly nowMs: number;
  /** Of the page, without query and fragment; single-page sites change it. */
  readonly path: string;
  readonly origin: CheckOrigin;
  readonly onPageMs: number;
  /** The furthest that was seen of the page, 0 to 100. */
  readonly scrollPercent: number;
  readonly idleMs: number;
  /** The pointer left by the top, once on this page. */
  readonly exitIntent: boolean;
  /** The browser's, most wanted first, BCP 47. */
  readonly languages: readonly string[];
  /** The device's, IANA. */
  readonly zone: string;
  readonly capabilities: readonly Capability[];
  readonly values: Readonly<Record<string, GivenValue>>;
  /** `unknown`: the gateway has not said so yet. */
  readonly agentsAvailable: boolean | 'unknown';
  /** `withheld`: the visitor has not agreed to it; `unknown`: it is being read. */
  readonly history: HistoryFacts | 'withheld' | 'unknown';
};

const noOrigin: CheckOrigin = { referrerHost: null, campaign: {} };

/** Of a visitor who has come to the first page this moment, and decided nothing. */
export function unknownFacts(nowMs: number): CheckFacts {
  return {
    nowMs,
    path: '/',
    origin: noOrigin,
    onPageMs: 0,
    scrollPercent: 0,
    idleMs: 0,
    exitIntent: false,
    languages: ['en'],
    zone: 'UTC',
    capabilities: [],
    values: {},
    agentsAvailable: 'unknown',
    history: 'withheld',
  };
}

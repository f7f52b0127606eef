import type { Clock, Random } from '@handlr/core';
import type { PageFacts } from './page-facts.ts';

export type Undo = () => void;

/**
 * `shown`, `hidden`: the tab came to the front or left it. `left`: the page goes away, perhaps into the back/forward cache;
 * `returned`: it is back from there. `online`: the device believes that it has a network again.
 */
export type PageEvent = 'shown' | 'hidden' | 'left' | 'returned' | 'online';

/** To the other tabs of this origin. */
export type Channel = { post(message: unknown): void; close(): void };

/** The browser as the SDK sees it. */
export interface Surroundings extends Clock, Random {
  /** Evenly spread in [0, 1). For spacing out, never for secrets. */
  chance(): number;
  /** Runs once after the delay, unless undone. */
  after(delayMs: number, run: () => void): Undo;
  /** Address and title of the page as they are. Reduce them before they go anywhere. */
  page(): { readonly url: string; readonly title: string };
  /** Address of the page before this one, as far as browsers tell it; '' for none. As it is: reduce it. */
  referrer(): string;
  isPageVisible(): boolean;
  watchPage(listener: (event: PageEvent) => void): Undo;
  /** Global Privacy Control: the visitor's browser asks not to sell or share. (W3C, "Global Privacy Control".) */
  hasGpc(): boolean;
  /** Absent: the browser's own, which come with the checks. */
  readonly pageFacts?: PageFacts;
  /** Null where browsers have no broadcast channels. */
  openChannel(name: string, heard: (message: unknown) => void): Channel | null;
}

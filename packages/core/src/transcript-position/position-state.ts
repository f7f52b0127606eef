import type { MessageView } from '../delivery/stream-view.ts';

/** A message, and how far its upper edge stands beneath that of the view, in pixels; negative when it begins above. */
export type Anchor = { readonly seq: number; readonly offsetPx: number };
/** `end`: reads along, whatever comes. */
export type Place = Anchor | 'end';

/** What outlives the page. */
export type KeptPosition = {
  readonly anchor: Anchor;
  /** The last message that was read, and the last that was drawn. */
  readonly readSeq: number;
  readonly renderedSeq: number;
};

/** The transcript as it was just drawn. */
export type Drawn = {
  readonly messages: readonly MessageView[];
  readonly hasOlder: boolean;
  /** Whether asking for older messages would be of use now. */
  readonly canLoadOlder: boolean;
  /** Up to where the reader is known to have read. */
  readonly readSeq: number;
  /** Whether the reader has it before their eyes. */
  readonly isAttended: boolean;
};

/** What the screen shows of it. */
export type Measured = {
  /** The uppermost message that can be seen; null when there is none. */
  readonly anchor: Anchor | null;
  readonly isAtEnd: boolean;
  readonly isNearTop: boolean;
  /** The lowest message that can be seen; 0 when there is none. */
  readonly shownSeq: number;
  readonly isAttended: boolean;
  /** The reader scrolled; else something was drawn. */
  readonly isByReader: boolean;
};

export type PositionState = {
  /** Where the reader is, or is being brought; null: wherever something new begins. */
  readonly place: Place | null;
  /** Being brought there: it is not drawn yet. */
  readonly isSeeking: boolean;
  readonly pagesAsked: number;
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly canLoadOlder: boolean;
  readonly readSeq: number;
  /** The line "New messages" stands before this one. */
  readonly dividerSeq: number | null;
  /** Nothing beneath the line is unread any more. */
  readonly isDividerRead: boolean;
  /** The newest message of one's own that is on its way. */
  readonly writtenId: string | null;
};

export function createPositionState(kept: KeptPosition | null): PositionState {
  return {
    place: kept?.anchor ?? null,
    isSeeking: true,
    pagesAsked: 0,
    firstSeq: 0,
    // Of another epoch is what is kept beyond the newest message; the first drawing tells.
    lastSeq: kept?.renderedSeq ?? 0,
    canLoadOlder: false,
    readSeq: kept?.readSeq ?? 0,
    dividerSeq: null,
    isDividerRead: true,
    writtenId: null,
  };
}

/** What is to be kept; null at the end, to which whoever returns is brought anyway. */
export function keptPosition({ place, readSeq, lastSeq }: PositionState): KeptPosition | null {
  return place === null || place === 'end' ? null : { anchor: place, readSeq, renderedSeq: lastSeq };
}

import { divide } from './divider.ts';
import type { Anchor, Drawn, Measured, Place, PositionState } from './position-state.ts';
import { createPositionState } from './position-state.ts';

/*
 * Where a reader stands in a transcript. Pure; a place is a message and a distance, so that it means the same at any width.
 *
 * TRP1  A reader at the end stays at the end. Elsewhere what is read stays where it is, whatever comes above or beneath it.
 * TRP2  Whoever returns stands where they left, at the same message and the same distance.
 * TRP3  Older pages are loaded one after the other until that message is there, ten at most. Meanwhile nothing counts as read
 *       and the place that is kept stays as it is.
 * TRP4  A place that is not to be found any more (too far, gone, of another epoch), and the end once something new came, lead to
 *       the first unread message, or to the end where there is none.
 * TRP5  The line "New messages" stands before the first message that was unread when the reader came, or that came while they
 *       looked away. It never moves down while one beneath it is unread.
 * TRP6  Read is what was drawn before the reader's eyes. It never goes back.
 * TRP7  Whoever writes, or asks for the latest, is at the end; to write takes the line away.
 */

export type PositionEvent =
  | { readonly type: 'drawn'; readonly drawn: Drawn }
  | { readonly type: 'measured'; readonly measured: Measured }
  /** The view has another size. */
  | { readonly type: 'resized' }
  | { readonly type: 'latest-wanted' };

export type PositionEffect =
  /** Bring the view there. */
  | { readonly type: 'place'; readonly place: Place }
  /** Whatever was drawn, what the reader looks at stays where it is. */
  | { readonly type: 'hold' }
  | { readonly type: 'load-older' }
  /** Everything up to here was before the reader's eyes. */
  | { readonly type: 'shown'; readonly seq: number }
  /** What is to be kept is another. */
  | { readonly type: 'keep' };

export type PositionStep = readonly [state: PositionState, effects: readonly PositionEffect[]];

/** How far a place is looked for: about two thousand messages. */
export const pagesToLoad = 10;
/** Where the first unread message comes to stand, with room for the line above it. */
const unreadOffsetPx = 56;

export function stepPosition(state: PositionState, event: PositionEvent): PositionStep {
  switch (event.type) {
    case 'drawn':
      return draw(state, event.drawn);
    case 'measured':
      return measure(state, event.measured);
    case 'resized':
      return [state, state.isSeeking || state.place === null ? [] : [{ type: 'place', place: state.place }]];
    case 'latest-wanted':
      return land(state, 'end');
  }
}

function draw(state: PositionState, drawn: Drawn): PositionStep {
  const { messages, canLoadOlder } = drawn;
  const lastSeq = messages.findLast(({ seq }) => seq !== null)?.seq ?? 0;
  // Before the chat has come nothing is held, whatever is kept of it.
  const isAnother = lastSeq < state.lastSeq && (lastSeq > 0 || state.firstSeq > 0);
  const known = isAnother ? { ...createPositionState(null), writtenId: state.writtenId } : state;
  const reset: PositionStep[1] = isAnother ? [{ type: 'shown', seq: 0 }] : [];
  const writtenId =
    messages.findLast(({ delivery }) => delivery === 'kept' || delivery === 'sending')?.messageId ?? null;
  const held = {
    ...known,
    firstSeq: messages[0]?.seq ?? 0,
    lastSeq,
    canLoadOlder,
    readSeq: Math.max(known.readSeq, drawn.readSeq),
    writtenId,
  };
  const [next, effects] =
    writtenId !== null && writtenId !== known.writtenId
      ? land({ ...held, dividerSeq: null, isDividerRead: true }, 'end')
      : lastSeq === 0
        ? ([held, []] as const)
        : settle(held, drawn);
  return [next, [...reset, ...effects]];
}

function settle(state: PositionState, drawn: Drawn): PositionStep {
  const divided = divide(state, drawn);
  const { place, firstSeq } = divided;
  // The newest page took the place of all that was held: what the reader looked at is looked for again.
  const isLost = place !== null && place !== 'end' && place.seq < firstSeq;
  if (divided.isSeeking || isLost) return seek({ ...divided, isSeeking: true }, drawn);
  if (place !== 'end') return [divided, [{ type: 'hold' }]];
  const isNewUnseen = !drawn.isAttended && divided.dividerSeq !== null && !divided.isDividerRead;
  return land(divided, isNewUnseen ? firstUnread(divided) : 'end');
}

function seek(state: PositionState, { hasOlder }: Drawn): PositionStep {
  const { place, firstSeq, lastSeq, pagesAsked, readSeq, isDividerRead } = state;
  const anchor = isAnchor(place) && place.seq <= lastSeq ? place : null;
  const wantedSeq = anchor === null ? (isDividerRead ? lastSeq : readSeq + 1) : uppermostOf(anchor);
  if (wantedSeq < firstSeq && hasOlder && pagesAsked < pagesToLoad) {
    if (!state.canLoadOlder) return [state, []];
    return [{ ...state, pagesAsked: pagesAsked + 1 }, [{ type: 'load-older' }]];
  }
  if (anchor !== null && anchor.seq >= firstSeq) return land(state, anchor);
  return land(state, isDividerRead ? 'end' : firstUnread(state));
}

function land(state: PositionState, place: Place): PositionStep {
  const isThere = !state.isSeeking && isSamePlace(place, state.place);
  const effects: PositionEffect[] = [{ type: 'place', place }];
  if (!isThere) effects.push({ type: 'keep' });
  return [{ ...state, place, isSeeking: false, pagesAsked: 0 }, effects];
}

function measure(state: PositionState, { anchor, isAtEnd, isNearTop, shownSeq, ...by }: Measured): PositionStep {
  if (state.isSeeking || state.lastSeq === 0) return [state, []];
  const place = isAtEnd ? 'end' : (anchor ?? state.place);
  const seen = by.isAttended ? Math.min(shownSeq, state.lastSeq) : 0;
  const readSeq = Math.max(state.readSeq, seen);
  const effects: PositionEffect[] = [];
  if (seen > state.readSeq) effects.push({ type: 'shown', seq: seen });
  if (readSeq !== state.readSeq || !isSamePlace(place, state.place)) effects.push({ type: 'keep' });
  if (by.isByReader && isNearTop && state.canLoadOlder) effects.push({ type: 'load-older' });
  return [{ ...state, place, readSeq }, effects];
}

/** What stands above is needed too, where there is room for it. */
function uppermostOf({ seq, offsetPx }: Anchor): number {
  return offsetPx > 0 ? seq - 1 : seq;
}

function firstUnread({ dividerSeq, lastSeq }: PositionState): Anchor {
  return { seq: dividerSeq ?? lastSeq, offsetPx: unreadOffsetPx };
}

function isAnchor(place: Place | null): place is Anchor {
  return place !== null && place !== 'end';
}

function isSamePlace(one: Place | null, other: Place | null): boolean {
  if (!isAnchor(one) || !isAnchor(other)) return one === other;
  return one.seq === other.seq && one.offsetPx === other.offsetPx;
}

import type { MessageView, Place, PositionView } from '@handlr/core';
import type { Sight } from '@handlr/sdk';

/** Nearer to the end than this counts as being there, in pixels. */
const endSlackPx = 48;
/** Older messages are asked for before the reader hits the top. */
const topAheadPx = 400;
/** As much of a message must be in view to count as seen; of a shorter one all. */
const seenPx = 24;

/**
 * Measures the drawn transcript, and moves it. By offsets, which know nothing of messages that still rise into their place.
 * Positions are halved into, so that a thousand messages cost ten looks.
 */
export function createSight(
  scroller: HTMLElement,
  readMessages: () => readonly MessageView[],
  changed: (view: PositionView) => void,
): Sight & { drawn(): void } {
  const bubbles = scroller.getElementsByClassName('bubble');
  /** The seqs of the bubbles; messages on their way have none and come last. */
  let seqs: readonly number[] = [];
  let held: { readonly seq: number; readonly topPx: number } | null = null;
  /** Where the view stood when it was at the end; who has not gone up from there is still at it, whatever grew beneath. */
  let endTopPx: number | null = null;

  return {
    drawn() {
      seqs = readMessages().flatMap(({ seq }) => seq ?? []);
    },
    place(place: Place) {
      const top = place === 'end' ? null : topOf(place.seq);
      // The end is beyond what can be scrolled to; browsers stop there.
      scroller.scrollTop = place === 'end' || top === null ? scroller.scrollHeight : top - place.offsetPx;
      endTopPx = place === 'end' ? scroller.scrollTop : null;
    },
    hold() {
      const top = held === null ? null : topOf(held.seq);
      if (held !== null && top !== null && top !== held.topPx) scroller.scrollTop += top - held.topPx;
    },
    hasLeftEnd() {
      return endTopPx !== null && scroller.scrollTop < endTopPx && !isNearEnd(scroller);
    },
    measure() {
      const { scrollTop, clientHeight } = scroller;
      if (clientHeight === 0) return null;
      const at = firstWhere(seqs.length, (index) => edges(index).bottom > scrollTop);
      const seq = seqs[at];
      held = seq === undefined ? null : { seq, topPx: edges(at).top };
      const isStill = endTopPx !== null && scrollTop >= endTopPx;
      const isAtEnd = isStill || isNearEnd(scroller);
      endTopPx = isAtEnd ? scrollTop : null;
      const below = firstWhere(seqs.length, (index) => edges(index).seen > scrollTop + clientHeight);
      return {
        anchor: held === null ? null : { seq: held.seq, offsetPx: Math.round(held.topPx - scrollTop) },
        isAtEnd,
        isNearTop: scrollTop < topAheadPx,
        shownSeq: seqs[below - 1] ?? 0,
      };
    },
    changed,
  };

  function topOf(seq: number): number | null {
    // Seqs are dense.
    const index = seq - (seqs[0] ?? 0);
    return seqs[index] === seq ? edges(index).top : null;
  }

  function edges(index: number) {
    const bubble = bubbles[index];
    if (!(bubble instanceof HTMLElement)) return { top: 0, bottom: 0, seen: 0 };
    const { offsetTop: top, offsetHeight } = bubble;
    return { top, bottom: top + offsetHeight, seen: top + Math.min(offsetHeight, seenPx) };
  }
}

function isNearEnd({ scrollTop, scrollHeight, clientHeight }: HTMLElement): boolean {
  return scrollHeight - scrollTop - clientHeight < endSlackPx;
}

/** The first index for which it is so, where it is so for all that follow; the length if for none. */
function firstWhere(length: number, isSo: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isSo(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

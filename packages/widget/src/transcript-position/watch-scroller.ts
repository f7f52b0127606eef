import type { PositionView } from '@handlr/core';
import type { FollowedTranscript, Handlr } from '@handlr/sdk';
import { createSight } from './sight.ts';
import sheet from './transcript-position.css';

/** Follows the visitor's place in what `scroller` shows, until `leave`. */
export async function watchScroller(
  handlr: Handlr,
  scroller: HTMLElement | null,
  changed: (view: PositionView) => void,
): Promise<FollowedTranscript> {
  if (scroller === null) throw new TypeError('The transcript has gone');
  const root = scroller.getRootNode();
  if (root instanceof ShadowRoot && !root.adoptedStyleSheets.includes(sheet())) root.adoptedStyleSheets.push(sheet());
  const sight = createSight(scroller, () => handlr.state().messages, changed);
  const followed = await handlr.followTranscript(sight);
  const watching = new AbortController();
  scroller.addEventListener('scroll', followed.scrolled, { signal: watching.signal, passive: true });
  // A growing composer, a rotated phone.
  const sizes = new ResizeObserver(followed.resized);
  sizes.observe(scroller);
  return {
    ...followed,
    drawn() {
      sight.drawn();
      followed.drawn();
    },
    toLatest() {
      followed.toLatest();
      // The button that was pressed goes.
      scroller.focus();
    },
    leave() {
      watching.abort();
      sizes.disconnect();
      followed.leave();
    },
  };
}

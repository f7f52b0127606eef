import { type BoxRect, type Corner, dockBox, moveBox, type Pull, resizeBox, settleBox } from '@handlr/core';
import type { BoxPlace } from '@handlr/sdk';
import type { Model } from '../box/model.ts';
import { placeCss } from './place-sheet.ts';
import { sitePlace } from './site-place.ts';

type By = Pick<BoxRect, 'inlinePx' | 'blockPx'>;
export type Arranging = ReturnType<typeof createArranging>;

/** What moves one open box; where it goes is core's. Lengths on the screen, from left to right. */
export function createArranging(box: HTMLElement, { handlr, site }: Pick<Model, 'handlr' | 'site'>) {
  const sheet = new CSSStyleSheet();
  const isRtl = (): boolean => getComputedStyle(box).direction === 'rtl';
  const current = (): BoxPlace => handlr.state().place ?? sitePlace(site.appearance.position);
  const away = (place: BoxPlace): { inline: Pull; block: Pull } => ({
    inline: place.corner.endsWith('end') ? -1 : 1,
    block: place.corner.startsWith('end') ? -1 : 1,
  });

  return {
    isRtl,
    current,
    /** A box that covers the screen stands as it does. */
    isFixed: () => box.ariaModal === 'true',
    move: (xPx: number, yPx: number) => handlr.arrange(moveBox(current(), by(xPx, yPx), viewport())),
    /** The box holds to its corner. */
    grow(widthPx: number, heightPx: number): void {
      const pull = away(current());
      const grown = { inlinePx: pull.inline * widthPx, blockPx: pull.block * heightPx };
      handlr.arrange(resizeBox(current(), pull, grown, viewport()));
    },
    dock: (corner: Corner) => handlr.arrange(dockBox(current(), corner)),
    reset: () => handlr.arrange(null),
    /** Follows the pointer from where it went down until it is let go. */
    drag: (start: PointerEvent, handle: HTMLElement) =>
      follow(start, handle, (from, to) => settleBox(moveBox(from, to, viewport()))),
    pull: (start: PointerEvent, handle: HTMLElement, edges: { inline: Pull; block: Pull }) =>
      follow(start, handle, (from, to) => resizeBox(from, edges, to, viewport())),
  };

  function by(xPx: number, yPx: number): By {
    return { inlinePx: isRtl() ? -xPx : xPx, blockPx: yPx };
  }

  function follow(start: PointerEvent, handle: HTMLElement, change: (from: BoxPlace, to: By) => BoxPlace): void {
    const from = current();
    const following = new AbortController();
    const { signal } = following;
    let place: BoxPlace | null = null;
    try {
      handle.setPointerCapture(start.pointerId);
    } catch {
      // Let go before this had loaded.
      return;
    }
    handle.addEventListener('pointermove', pulled, { signal });
    handle.addEventListener('pointerup', () => end(place), { signal });
    handle.addEventListener('pointercancel', () => end(null), { signal });

    function pulled({ clientX, clientY }: PointerEvent): void {
      const xPx = clientX - start.clientX;
      const yPx = clientY - start.clientY;
      if (place === null && Math.hypot(xPx, yPx) < slackPx) return;
      place = change(from, by(xPx, yPx));
      show(placeCss(place));
    }

    function end(last: BoxPlace | null): void {
      following.abort();
      if (last === null) return show('');
      handlr.arrange(last);
      // When the box itself has been drawn anew.
      requestAnimationFrame(() => show(''));
    }
  }

  /** Meanwhile, over what holds. */
  function show(css: string): void {
    const root = box.getRootNode();
    if (!(root instanceof ShadowRoot)) return;
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
    sheet.replaceSync(css);
    if (css === '') root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet);
  }
}

/** A hand that clicks is not quite still. */
const slackPx = 4;

/** What `position: fixed` is measured by. */
function viewport() {
  const { clientWidth, clientHeight } = document.documentElement;
  return { widthPx: clientWidth, heightPx: clientHeight };
}

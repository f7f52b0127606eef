import type { Appearance, BoxPlace } from '@handlr/sdk';
import { sitePlace } from './site-place.ts';

/*
 * BOX9  A box that was moved is drawn in its place at once. The style sheet keeps it on the screen, by the same sums as core's
 *       `fitBox`, so that nothing has to be measured and nothing jumps.
 */

const edge = '20px';

/** Returns what puts box and launcher where the visitor left them; until they have moved it, the site's own sheets hold. */
export function createPlaceSheet(root: ShadowRoot, position: Appearance['position']): (place: BoxPlace | null) => void {
  const sheet = new CSSStyleSheet();
  root.adoptedStyleSheets.push(sheet);
  let drawn: BoxPlace | null = null;
  return (place) => {
    if (place === drawn) return;
    drawn = place;
    sheet.replaceSync(placeCss(place ?? sitePlace(position)));
  };
}

export function placeCss({ corner, inlinePx, blockPx, widthPx, heightPx }: BoxPlace): string {
  const inline = side('inline', corner.endsWith('start'));
  const block = side('block', corner.startsWith('start'));
  return (
    `.launcher,.notice{${inline(edge)}${block(`calc(${edge} + env(safe-area-inset-bottom))`)}}` +
    `@media (min-width:480px) and (min-height:420px){.box[class]{` +
    `width:${length(inlinePx, widthPx, 304)};height:${length(blockPx, heightPx, 320)};` +
    `${inline(inset(inlinePx, widthPx, 304))}${block(inset(blockPx, heightPx, 320))}}}`
  );
}

function side(axis: string, isStart: boolean) {
  return (from: string) => `inset-${axis}:${isStart ? `${from} auto` : `auto ${from}`};`;
}

function length(insetPx: number, lengthPx: number, leastPx: number): string {
  return `max(min(${lengthPx}px,100% - ${insetPx + 8}px),min(${leastPx}px,100% - 16px))`;
}

function inset(insetPx: number, lengthPx: number, leastPx: number): string {
  return `max(8px,min(${insetPx}px,100% - 8px - ${length(insetPx, lengthPx, leastPx)}))`;
}

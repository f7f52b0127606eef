/*
 * Where the box stands, and how large it is. All lengths are CSS pixels; `inline` runs as the page's text does, so that
 * a page from right to left mirrors it without knowing.
 *
 * BOX3  The box is wholly on the screen, with a margin, whatever the screen becomes.
 * BOX4  It holds to its nearest corner: a screen that changes moves it with that corner, makes it smaller where it must, and
 *       gives all of it back afterwards.
 * BOX5  Its size stays within bounds; the edge that is not pulled stays where it is.
 * BOX6  Let go near a corner's own place it settles there.
 */

export const corners = ['start-start', 'start-end', 'end-start', 'end-end'] as const;
/** Block, then inline: `start-end` is at the top, where lines end. */
export type Corner = (typeof corners)[number];

export type BoxPlace = {
  readonly corner: Corner;
  /** From the corner's edges. */
  readonly inlinePx: number;
  readonly blockPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
};

export type Viewport = { readonly widthPx: number; readonly heightPx: number };
/** From where lines start, and from the top. */
export type BoxRect = {
  readonly inlinePx: number;
  readonly blockPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
};
/** Which edge is pulled along one axis: the one at its start, none, the one at its end. */
export type Pull = -1 | 0 | 1;

/** The style sheets of the widget count with the same. */
export const boxBounds = {
  marginPx: 8,
  leastWidthPx: 304,
  leastHeightPx: 320,
  mostWidthPx: 720,
  mostHeightPx: 960,
  /** Of a box in its corner: beside the launcher's, and clear of the launcher. */
  dockInlinePx: 20,
  dockBlockPx: 92,
} as const;

const settlesWithinPx = 32;
const { marginPx, leastWidthPx, leastHeightPx, mostWidthPx, mostHeightPx, dockInlinePx, dockBlockPx } = boxBounds;

/** What is drawn on a screen of that size. */
export function fitBox({ corner, ...place }: BoxPlace, viewport: Viewport): BoxRect {
  const inline = fit(place.inlinePx, place.widthPx, leastWidthPx, viewport.widthPx);
  const block = fit(place.blockPx, place.heightPx, leastHeightPx, viewport.heightPx);
  return {
    inlinePx: isInlineEnd(corner) ? viewport.widthPx - inline.insetPx - inline.lengthPx : inline.insetPx,
    blockPx: isBlockEnd(corner) ? viewport.heightPx - block.insetPx - block.lengthPx : block.insetPx,
    widthPx: inline.lengthPx,
    heightPx: block.lengthPx,
  };
}

export function moveBox(place: BoxPlace, by: Pick<BoxRect, 'inlinePx' | 'blockPx'>, viewport: Viewport): BoxPlace {
  const rect = fitBox(place, viewport);
  const inlinePx = put(rect.inlinePx + by.inlinePx, rect.widthPx, viewport.widthPx);
  const blockPx = put(rect.blockPx + by.blockPx, rect.heightPx, viewport.heightPx);
  return placeAt({ ...rect, inlinePx, blockPx }, viewport);
}

/** Pulls an edge, or two that meet. */
export function resizeBox(
  place: BoxPlace,
  pull: { readonly inline: Pull; readonly block: Pull },
  by: Pick<BoxRect, 'inlinePx' | 'blockPx'>,
  viewport: Viewport,
): BoxPlace {
  const rect = fitBox(place, viewport);
  const inline = stretch(rect.inlinePx, rect.widthPx, pull.inline, by.inlinePx, viewport.widthPx, widths);
  const block = stretch(rect.blockPx, rect.heightPx, pull.block, by.blockPx, viewport.heightPx, heights);
  const pulled = {
    inlinePx: inline.fromPx,
    blockPx: block.fromPx,
    widthPx: inline.lengthPx,
    heightPx: block.lengthPx,
  };
  return placeAt(pulled, viewport);
}

/** Into a corner, as large as it is. */
export function dockBox(place: BoxPlace, corner: Corner): BoxPlace {
  return { ...place, corner, inlinePx: dockInlinePx, blockPx: dockBlockPx };
}

/** BOX6 */
export function settleBox(place: BoxPlace): BoxPlace {
  const isNear =
    Math.abs(place.inlinePx - dockInlinePx) <= settlesWithinPx &&
    Math.abs(place.blockPx - dockBlockPx) <= settlesWithinPx;
  return isNear ? dockBox(place, place.corner) : place;
}

/** The same rectangle, held to the corner that is nearest. */
function placeAt(rect: BoxRect, viewport: Viewport): BoxPlace {
  const toInlineEndPx = viewport.widthPx - rect.inlinePx - rect.widthPx;
  const toBlockEndPx = viewport.heightPx - rect.blockPx - rect.heightPx;
  const inline = toInlineEndPx <= rect.inlinePx ? 'end' : 'start';
  const block = toBlockEndPx <= rect.blockPx ? 'end' : 'start';
  return {
    corner: `${block}-${inline}`,
    inlinePx: inline === 'end' ? toInlineEndPx : rect.inlinePx,
    blockPx: block === 'end' ? toBlockEndPx : rect.blockPx,
    widthPx: rect.widthPx,
    heightPx: rect.heightPx,
  };
}

/** Keeps its distance; first gives way in length, down to the least, then in distance. */
function fit(insetPx: number, lengthPx: number, leastPx: number, roomPx: number) {
  const least = Math.min(leastPx, roomPx - 2 * marginPx);
  const length = Math.max(Math.min(lengthPx, roomPx - insetPx - marginPx), least);
  return { lengthPx: length, insetPx: Math.max(marginPx, Math.min(insetPx, roomPx - marginPx - length)) };
}

function put(fromPx: number, lengthPx: number, roomPx: number): number {
  return between(marginPx, fromPx, roomPx - marginPx - lengthPx);
}

type Bounds = { readonly leastPx: number; readonly mostPx: number };
const widths: Bounds = { leastPx: leastWidthPx, mostPx: mostWidthPx };
const heights: Bounds = { leastPx: leastHeightPx, mostPx: mostHeightPx };

function stretch(fromPx: number, lengthPx: number, pull: Pull, byPx: number, roomPx: number, bounds: Bounds) {
  if (pull === 0) return { fromPx, lengthPx };
  const endPx = fromPx + lengthPx;
  const freePx = pull === 1 ? roomPx - marginPx - fromPx : endPx - marginPx;
  const mostPx = Math.min(bounds.mostPx, freePx);
  const stretched = between(Math.min(bounds.leastPx, mostPx), lengthPx + pull * byPx, mostPx);
  return { fromPx: pull === 1 ? fromPx : endPx - stretched, lengthPx: stretched };
}

function between(leastPx: number, valuePx: number, mostPx: number): number {
  return Math.max(leastPx, Math.min(valuePx, mostPx));
}

function isInlineEnd(corner: Corner): boolean {
  return corner.endsWith('end');
}

function isBlockEnd(corner: Corner): boolean {
  return corner.startsWith('end');
}

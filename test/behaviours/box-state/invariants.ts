import type * as core from '@handlr/core';
import type { BoxPlace, BoxRect, Corner, Pull, Viewport } from '@handlr/core';
import fc from 'fast-check';

export type BoxCore = Pick<typeof core, 'fitBox' | 'moveBox' | 'resizeBox' | 'dockBox' | 'settleBox'>;

type By = Pick<BoxRect, 'inlinePx' | 'blockPx'>;
export type Deed =
  | { readonly do: 'move' | 'drop'; readonly by: By }
  | { readonly do: 'resize'; readonly by: By; readonly pull: { readonly inline: Pull; readonly block: Pull } }
  | { readonly do: 'dock'; readonly corner: Corner }
  | { readonly do: 'turn'; readonly viewport: Viewport };

const corner = fc.constantFrom<Corner[]>('start-start', 'start-end', 'end-start', 'end-end');
const by: fc.Arbitrary<By> = fc.record({
  inlinePx: fc.integer({ min: -3000, max: 3000 }),
  blockPx: fc.integer({ min: -3000, max: 3000 }),
});
const pull = fc.constantFrom<Pull[]>(-1, 0, 1);
const viewport: fc.Arbitrary<Viewport> = fc.record({
  widthPx: fc.integer({ min: 320, max: 4000 }),
  heightPx: fc.integer({ min: 320, max: 2500 }),
});
const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ do: fc.constantFrom('move' as const, 'drop' as const), by }),
  fc.record({ do: fc.constant('resize' as const), by, pull: fc.record({ inline: pull, block: pull }) }),
  fc.record({ do: fc.constant('dock' as const), corner }),
  fc.record({ do: fc.constant('turn' as const), viewport }),
);
/** Screens, and what the visitor does on them. */
export const stories = fc.record({ viewport, deeds: fc.array(deed, { minLength: 1, maxLength: 12 }) });
export type Story = { readonly viewport: Viewport; readonly deeds: readonly Deed[] };

/** As the site has it. */
export const start: BoxPlace = { corner: 'end-end', inlinePx: 20, blockPx: 92, widthPx: 384, heightPx: 656 };

type Step = {
  readonly deed: Deed;
  readonly before: BoxPlace;
  readonly after: BoxPlace;
  readonly viewport: Viewport;
  readonly rectBefore: BoxRect;
  readonly rect: BoxRect;
};

export function play(core: BoxCore, story: Story): Step[] {
  let { viewport: screen } = story;
  let place = start;
  return story.deeds.map((each) => {
    const before = place;
    if (each.do === 'turn') screen = each.viewport;
    else place = act(core, place, each, screen);
    const [rectBefore, rect] = [core.fitBox(before, screen), core.fitBox(place, screen)];
    return { deed: each, before, after: place, viewport: screen, rectBefore, rect };
  });
}

function act(core: BoxCore, place: BoxPlace, deed: Exclude<Deed, { do: 'turn' }>, screen: Viewport): BoxPlace {
  if (deed.do === 'dock') return core.dockBox(place, deed.corner);
  if (deed.do === 'resize') return core.resizeBox(place, deed.pull, deed.by, screen);
  const moved = core.moveBox(place, deed.by, screen);
  return deed.do === 'drop' ? core.settleBox(moved) : moved;
}

const endOf = ({ inlinePx, widthPx, blockPx, heightPx }: BoxRect) => [inlinePx + widthPx, blockPx + heightPx] as const;
const isDocked = ({ inlinePx, blockPx }: BoxPlace): boolean => inlinePx === 20 && blockPx === 92;

/** Each says whether what happened keeps the rule that it is named after. */
export const invariants: Readonly<Record<string, (steps: readonly Step[], core: BoxCore) => boolean>> = {
  'BOX3 the box is wholly on the screen, with a margin, whatever the screen becomes': (steps) =>
    steps.every(({ rect, viewport: { widthPx, heightPx } }) => {
      const [inlineEndPx, blockEndPx] = endOf(rect);
      const isOn = rect.inlinePx >= 8 && rect.blockPx >= 8 && inlineEndPx <= widthPx - 8 && blockEndPx <= heightPx - 8;
      return isOn && rect.widthPx >= 304 && rect.heightPx >= 304;
    }),
  'BOX4 it holds to its nearest corner, and is the same again when the screen is': (steps, { fitBox }) =>
    steps.every(({ deed, before, after, viewport, rect }) => {
      if (deed.do === 'turn') return before === after;
      if (deed.do === 'dock') return true;
      const isEnd = [after.corner.endsWith('end'), after.corner.startsWith('end')];
      const room = [viewport.widthPx - endOf(rect)[0], viewport.heightPx - endOf(rect)[1]];
      const isNearest = isEnd.every((end, at) => {
        const [from, to] = [[rect.inlinePx, rect.blockPx][at] ?? 0, room[at] ?? 0];
        return end ? to <= from : from <= to;
      });
      // On a larger screen it stands as far from its corner's edges.
      const larger = fitBox(after, { widthPx: viewport.widthPx + 500, heightPx: viewport.heightPx + 500 });
      const goesWith =
        larger.inlinePx - rect.inlinePx === (isEnd[0] ? 500 : 0) &&
        // A screen of less than the least height makes it lower than it will be.
        (rect.heightPx < 320 || larger.blockPx - rect.blockPx === (isEnd[1] ? 500 : 0));
      return deed.do === 'drop' || (isNearest && goesWith);
    }),
  'BOX5 its size stays within bounds, and the edge that is not pulled stays where it is': (steps) =>
    steps.every(({ deed, rectBefore, rect }) => {
      if (deed.do !== 'resize') return true;
      const [before, after] = [endOf(rectBefore), endOf(rect)];
      const stays = [
        deed.pull.inline === -1 || rect.inlinePx === rectBefore.inlinePx,
        deed.pull.block === -1 || rect.blockPx === rectBefore.blockPx,
        deed.pull.inline === 1 || after[0] === before[0],
        deed.pull.block === 1 || after[1] === before[1],
      ];
      return stays.every(Boolean) && rect.widthPx <= 720 && rect.heightPx <= 960;
    }),
  'BOX6 let go near a corner’s own place it settles there, and nowhere else': (steps) =>
    steps.every(({ deed, after }) => {
      if (deed.do !== 'drop') return true;
      return isDocked(after) || Math.abs(after.inlinePx - 20) > 32 || Math.abs(after.blockPx - 92) > 32;
    }),
};

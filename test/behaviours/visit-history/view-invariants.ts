import type { followView, PageView, secondsOf, ViewEvent } from '@handlr/core';
import { array, assert, constantFrom, property, record } from 'fast-check';

export type Core = { readonly followView: typeof followView; readonly secondsOf: typeof secondsOf };

const second = 1000;
const limits = { beatMs: 120 * second, stretchMs: 150 * second, attentionMs: 600 * second, longestMs: 3600 * second };

const steps = array(
  record({
    afterMs: constantFrom(
      0,
      1,
      900,
      20 * second,
      120 * second,
      151 * second,
      700 * second,
      30_000 * second,
      -5 * second,
    ),
    what: constantFrom(
      'looked',
      'looked hidden',
      'shown',
      'hidden',
      'left',
      'acted',
      ...Array.from({ length: 40 }, () => 'ticked'),
    ),
  }),
  { minLength: 1, maxLength: 120, size: 'max' },
);

/** What an onlooker with a stopwatch sees: never more than this may be told. */
function run({ followView: follow, secondsOf: seconds }: Core, given: readonly { afterMs: number; what: string }[]) {
  let nowMs = 1_700_000_000_000;
  let view: PageView | null = null;
  let isVisible = false;
  let watchedMs = 0;
  let actedAt = nowMs;
  let looks = 0;
  return given.map(({ afterMs, what }) => {
    nowMs += afterMs;
    if (isVisible) watchedMs += Math.min(Math.max(afterMs, 0), limits.stretchMs);
    const event: ViewEvent = eventOf(what, `view-${looks}`);
    const before = view;
    const [after, effects] = follow(view, event, limits, nowMs);
    view = after;
    if (event.type === 'looked') {
      looks += 1;
      watchedMs = 0;
      isVisible = event.visible;
    } else if (event.type === 'shown') isVisible = after !== null;
    else if (event.type === 'hidden' || event.type === 'left') isVisible = false;
    const silentMs = nowMs - actedAt;
    if (['looked', 'shown', 'acted'].includes(event.type)) actedAt = nowMs;
    const told = after === null ? 0 : seconds(after, limits, nowMs);
    return { event, before, after, effects, told, watchedMs, isVisible, silentMs };
  });
}

function eventOf(what: string, viewId: string): ViewEvent {
  if (what === 'looked' || what === 'looked hidden') return { type: 'looked', viewId, visible: what === 'looked' };
  if (what === 'shown' || what === 'hidden' || what === 'left' || what === 'acted') return { type: what };
  return { type: 'ticked' };
}

function forAll(core: Core, holds: (step: ReturnType<typeof run>[number]) => boolean): void {
  assert(
    property(steps, (given) => run(core, given).every(holds)),
    { numRuns: 1_000, seed: 7 },
  );
}

/** Each throws where a core breaks it. */
export const viewInvariants: Readonly<Record<string, (core: Core) => void>> = {
  'VIH5 only visible time counts, and all of it up to the limits': (core) =>
    forAll(core, ({ after, told, watchedMs }) => {
      const expected = Math.floor(Math.min(watchedMs, limits.longestMs) / second);
      return after === null || Math.abs(told - expected) <= 0;
    }),
  'VIH6 no stretch counts for more than the limit': (core) =>
    forAll(core, ({ before, after }) =>
      before === null || after === null || after.viewId !== before.viewId
        ? true
        : after.countedMs - before.countedMs <= limits.stretchMs,
    ),
  'VIH7 whole seconds, an hour at most': (core) =>
    forAll(core, ({ told }) => Number.isInteger(told) && told >= 0 && told <= 3600),
  'VIH8 signs come of a visible page alone, and end when nothing is done': (core) =>
    forAll(core, ({ event, effects, isVisible, silentMs, after }) => {
      if (event.type === 'ticked' && after !== null) {
        return effects.includes('beat') === (isVisible && silentMs <= limits.attentionMs);
      }
      return !effects.includes('beat') || (event.type === 'shown' && isVisible);
    }),
  'VIH9 each look begins at nothing and is reported once': (core) =>
    forAll(core, ({ event, after, effects }) =>
      event.type === 'looked'
        ? after?.countedMs === 0 && after.viewId === event.viewId && effects.includes('report')
        : !effects.includes('report'),
    ),
};

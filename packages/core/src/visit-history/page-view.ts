/*
 * One look at one page: how long it was before the visitor's eyes, and when there is something to say of it.
 *
 * VIH5  Only time in which the page was visible counts.
 * VIH6  A stretch without any sign counts as `stretchMs` at most: a machine that slept was not being read.
 * VIH7  All in all at most `longestMs`, told in whole seconds.
 * VIH8  A visible page gives a sign every `beatMs`, for `attentionMs` after the visitor last did something.
 * VIH9  A page that went into the browser's cache and came back is another look.
 */

export type ViewLimits = {
  readonly beatMs: number;
  readonly stretchMs: number;
  readonly attentionMs: number;
  readonly longestMs: number;
};

export type PageView = {
  readonly viewId: string;
  readonly countedMs: number;
  /** Since when time runs; null while it does not. */
  readonly runsSince: number | null;
  /** When the visitor last did something: came, came back to the tab, wrote. */
  readonly lastActAt: number;
};

export type ViewEvent =
  | { readonly type: 'looked'; readonly viewId: string; readonly visible: boolean }
  | { readonly type: 'shown' | 'hidden' | 'left' | 'acted' | 'ticked' };

/** `report`: a look begins. `beat`: still here. `keep`: the time so far, for the next page to tell. */
export type ViewEffect = 'report' | 'beat' | 'keep';

export function followView(
  view: PageView | null,
  event: ViewEvent,
  limits: ViewLimits,
  nowMs: number,
): readonly [PageView | null, readonly ViewEffect[]] {
  if (event.type === 'looked') {
    const { viewId, visible } = event;
    return [{ viewId, countedMs: 0, runsSince: visible ? nowMs : null, lastActAt: nowMs }, ['report']];
  }
  if (view === null) return [null, []];
  const counted = count(view, limits, nowMs);
  switch (event.type) {
    case 'shown':
      return [{ ...counted, runsSince: nowMs, lastActAt: nowMs }, ['beat']];
    case 'hidden':
    case 'left':
      return [{ ...counted, runsSince: null }, ['keep']];
    case 'acted':
      return [{ ...counted, lastActAt: nowMs }, []];
    case 'ticked':
      return [counted, counted.runsSince !== null && isAttentive(counted, limits, nowMs) ? ['keep', 'beat'] : ['keep']];
  }
}

/** VIH7 */
export function secondsOf(view: PageView, limits: ViewLimits, nowMs: number): number {
  return Math.floor(count(view, limits, nowMs).countedMs / 1000);
}

function count(view: PageView, { stretchMs, longestMs }: ViewLimits, nowMs: number): PageView {
  if (view.runsSince === null) return view;
  const stretch = Math.min(Math.max(nowMs - view.runsSince, 0), stretchMs);
  return { ...view, countedMs: Math.min(view.countedMs + stretch, longestMs), runsSince: nowMs };
}

function isAttentive({ lastActAt }: PageView, { attentionMs }: ViewLimits, nowMs: number): boolean {
  return nowMs - lastActAt <= attentionMs;
}

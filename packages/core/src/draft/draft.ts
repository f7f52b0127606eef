/*
 * What a visitor has typed and not sent, in one tab.
 *
 * DRA1  What is typed is kept 300 ms later at the latest, and at once when the page is hidden or left.
 * DRA2  Keystrokes are gathered: between two writes lie 300 ms, unless the page is hidden or left.
 * DRA3  What is sent or withdrawn is removed at once, and no timer that still runs brings it back.
 * DRA4  What says nothing is not kept.
 * DRA5  What is on the device already is not written again.
 */

/** How much is lost at most when a tab crashes. */
export const draftRestMs = 300;

export const draftKinds = ['chat', 'offline', 'call-back'] as const;

export type Draft = {
  readonly text: string;
  /** Where the caret stands, in UTF-16 code units. */
  readonly caret: number;
  readonly topic: string;
  /** A message in the chat, one for when nobody is there, or the wish to be called back. */
  readonly kind: (typeof draftKinds)[number];
};

export type DraftState = {
  readonly draft: Draft;
  /** What the device has. */
  readonly kept: Draft | null;
  /** When the next write is due; null while none is. */
  readonly dueAtMs: number | null;
};

export type DraftEvent =
  /** Nothing, where it was sent, cleared or withdrawn. */
  | { readonly type: 'typed'; readonly draft: Draft }
  /** The page is hidden or goes away: there may be no later. */
  | { readonly type: 'left' }
  | { readonly type: 'woke' };

export type DraftEffect =
  | { readonly type: 'keep'; readonly draft: Draft }
  | { readonly type: 'remove' }
  | { readonly type: 'wake'; readonly afterMs: number };

export type DraftStep = readonly [DraftState, readonly DraftEffect[]];

export const nothingTyped: Draft = { text: '', caret: 0, topic: '', kind: 'chat' };

export function saysSomething({ text, topic }: Draft): boolean {
  return text.trim() !== '' || topic.trim() !== '';
}

export function createDraftState(kept: Draft | null): DraftState {
  return { draft: kept ?? nothingTyped, kept, dueAtMs: null };
}

export function stepDraft(state: DraftState, event: DraftEvent, nowMs: number): DraftStep {
  switch (event.type) {
    case 'typed':
      return type({ ...state, draft: event.draft }, nowMs);
    case 'left':
      return write(state);
    case 'woke':
      return state.dueAtMs !== null && nowMs >= state.dueAtMs ? write(state) : [state, []];
  }
}

function type(state: DraftState, nowMs: number): DraftStep {
  if (!saysSomething(state.draft)) return write(state);
  if (state.dueAtMs !== null) return [state, []];
  return [{ ...state, dueAtMs: nowMs + draftRestMs }, [{ type: 'wake', afterMs: draftRestMs }]];
}

function write({ draft, kept }: DraftState): DraftStep {
  const wanted = saysSomething(draft) ? draft : null;
  const written: DraftState = { draft, kept: wanted, dueAtMs: null };
  if (wanted === null) return [written, kept === null ? [] : [{ type: 'remove' }]];
  return [written, isSame(wanted, kept) ? [] : [{ type: 'keep', draft: wanted }]];
}

function isSame(one: Draft, other: Draft | null): boolean {
  return (
    other !== null &&
    one.text === other.text &&
    one.caret === other.caret &&
    one.topic === other.topic &&
    one.kind === other.kind
  );
}

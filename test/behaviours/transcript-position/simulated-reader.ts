import type {
  createPositionState,
  KeptPosition,
  keptPosition,
  Measured,
  MessageView,
  PositionEvent,
  PositionState,
  PositionStep,
  viewPosition,
} from '@handlr/core';

export type Core = {
  readonly stepPosition: (state: PositionState, event: PositionEvent) => PositionStep;
  readonly createPositionState: typeof createPositionState;
  readonly keptPosition: typeof keptPosition;
  readonly viewPosition: typeof viewPosition;
};

const viewPx = 400;
const dividerPx = 40;
const pageLength = 5;

/** What a reader does, and what befalls them. */
export type Happening =
  | { readonly type: 'scroll'; readonly byPx: number }
  | { readonly type: 'receive'; readonly isOwn: boolean; readonly count: number }
  | { readonly type: 'write' }
  | { readonly type: 'look'; readonly isAttended: boolean }
  | { readonly type: 'latest' }
  | { readonly type: 'resize'; readonly scale: number }
  | { readonly type: 'page' }
  | { readonly type: 'snapshot' }
  | { readonly type: 'connect'; readonly isConnected: boolean };

/** What happened at one step, for the invariants to judge. */
export type Trace = {
  readonly happening: Happening;
  readonly before: PositionState;
  readonly after: PositionState;
  /** Seqs that were told as read in this step. */
  readonly shown: readonly number[];
  /** The uppermost message and its distance before and after, as they stood on the screen; after a scroll, right then. */
  readonly sawBefore: { readonly seq: number; readonly offsetPx: number } | null;
  readonly sawAfter: { readonly seq: number; readonly offsetPx: number } | null;
  /** The lowest message that ever was before the reader's eyes. */
  readonly lowestSeenSeq: number;
  readonly unreadSeqs: readonly number[];
  /** Where the message stands now, beneath the upper edge. */
  offsetOf(seq: number): number;
  readonly isAtEnd: boolean;
  readonly wasAtEnd: boolean;
  readonly kept: KeptPosition | null;
  readonly keptBefore: KeptPosition | null;
  readonly pagesAsked: number;
};

/** A gateway with a chat, a page that holds a part of it, and a screen that shows some of that. Heights follow from seqs alone. */
export function createReader(core: Core, initialCount: number) {
  const own: boolean[] = Array.from({ length: initialCount }, (_, at) => at % 3 === 0);
  let firstSeq = Math.max(1, own.length - 49);
  let readByGateway = Math.floor(initialCount / 2);
  let pending = 0;
  let scale = 1;
  let isAttended = true;
  let isConnected = true;
  let scrollTop = 0;
  let held: { seq: number; top: number } | null = null;
  let state = core.createPositionState(null);
  let kept: KeptPosition | null = null;
  let lowestSeenSeq = 0;
  let shown: number[] = [];
  let pagesAsked = 0;
  let sawBefore: Trace['sawBefore'] = null;

  const heightOf = (seq: number): number => 30 + ((((seq * 37) % 90) * scale) | 0);
  const topOf = (seq: number): number => {
    let top = 0;
    for (let at = firstSeq; at < seq; at += 1) top += heightOf(at) + (state.dividerSeq === at ? dividerPx : 0);
    return top + (state.dividerSeq === seq ? dividerPx : 0);
  };
  const totalPx = (): number => topOf(own.length + 1) + pending * 40;
  const clamp = (): void => void (scrollTop = Math.max(0, Math.min(scrollTop, totalPx() - viewPx)));

  draw();

  return {
    play(happening: Happening): Trace {
      const before = state;
      sawBefore = see();
      const keptBefore = kept;
      const wasAtEnd = isAtEnd();
      shown = [];
      pagesAsked = 0;
      happen(happening);
      return {
        happening,
        before,
        after: state,
        shown,
        sawBefore,
        sawAfter: see(),
        offsetOf: (seq) => topOf(seq) - scrollTop,
        lowestSeenSeq,
        unreadSeqs: own.flatMap((isOwn, at) =>
          !isOwn && at + 1 > state.readSeq && at + 1 >= firstSeq ? [at + 1] : [],
        ),
        isAtEnd: isAtEnd(),
        wasAtEnd,
        kept,
        keptBefore,
        pagesAsked,
      };
    },
  };

  function happen(happening: Happening): void {
    switch (happening.type) {
      case 'scroll':
        scrollTop += happening.byPx;
        clamp();
        sawBefore = see();
        measure(true);
        // What was asked for has come.
        return draw();
      case 'receive':
        for (let at = 0; at < happening.count; at += 1) own.push(happening.isOwn);
        return draw();
      case 'write':
        // Nobody writes without looking.
        isAttended = true;
        pending += 1;
        draw();
        pending -= 1;
        own.push(true);
        return draw();
      case 'look':
        isAttended = happening.isAttended;
        return draw();
      case 'latest':
        report({ type: 'latest-wanted' });
        return measure(false);
      case 'resize':
        scale = happening.scale;
        clamp();
        report({ type: 'resized' });
        return measure(false);
      case 'page':
        state = core.createPositionState(kept);
        firstSeq = Math.max(1, own.length - 49);
        scrollTop = 0;
        held = null;
        return draw();
      case 'snapshot':
        firstSeq = Math.max(1, own.length - 49);
        held = null;
        return draw();
      case 'connect':
        isConnected = happening.isConnected;
        return draw();
    }
  }

  function draw(): void {
    clamp();
    // As the view does: what was decided is drawn again, until nothing changes.
    for (let round = 0; round < 100; round += 1) {
      const divider = state.dividerSeq;
      const first = firstSeq;
      report({
        type: 'drawn',
        drawn: {
          messages: messages(),
          hasOlder: firstSeq > 1,
          canLoadOlder: firstSeq > 1 && isConnected,
          readSeq: readByGateway,
          isAttended,
        },
      });
      measure(false);
      if (divider === state.dividerSeq && first === firstSeq) return;
    }
    throw new Error('It is drawn for ever');
  }

  function report(event: PositionEvent): void {
    const [next, effects] = core.stepPosition(state, event);
    state = next;
    for (const effect of effects) {
      if (effect.type === 'shown') {
        shown.push(effect.seq);
        readByGateway = Math.max(readByGateway, effect.seq);
      }
      if (effect.type === 'keep') kept = core.keptPosition(state);
      if (effect.type === 'load-older') {
        pagesAsked += 1;
        firstSeq = Math.max(1, firstSeq - pageLength);
      }
      if (effect.type === 'hold' && held !== null && held.seq >= firstSeq) scrollTop += topOf(held.seq) - held.top;
      if (effect.type === 'place') {
        const { place } = effect;
        scrollTop = place === 'end' ? totalPx() : topOf(place.seq) - place.offsetPx;
      }
      clamp();
    }
  }

  function measure(isByReader: boolean): void {
    const anchor = see();
    held = anchor === null ? null : { seq: anchor.seq, top: topOf(anchor.seq) };
    const lowest = lowestInView();
    if (isAttended && !state.isSeeking) lowestSeenSeq = Math.max(lowestSeenSeq, lowest);
    const measured: Measured = {
      anchor: held === null ? null : { seq: held.seq, offsetPx: held.top - scrollTop },
      isAtEnd: totalPx() - scrollTop - viewPx < 48,
      isNearTop: scrollTop < 100,
      shownSeq: lowest,
      isAttended,
      isByReader,
    };
    report({ type: 'measured', measured });
  }

  function see(): { seq: number; offsetPx: number } | null {
    for (let seq = firstSeq; seq <= own.length; seq += 1) {
      const top = topOf(seq);
      if (top + heightOf(seq) > scrollTop) return { seq, offsetPx: top - scrollTop };
    }
    return null;
  }

  function lowestInView(): number {
    let lowest = 0;
    for (let seq = firstSeq; seq <= own.length && topOf(seq) + 24 <= scrollTop + viewPx; seq += 1) lowest = seq;
    return lowest;
  }

  function isAtEnd(): boolean {
    return totalPx() - scrollTop - viewPx < 48;
  }

  function messages(): MessageView[] {
    const stored = own.slice(firstSeq - 1).map((isOwn, at) => view(isOwn, firstSeq + at));
    return [...stored, ...Array.from({ length: pending }, () => view(true, null))];
  }

  function view(isOwn: boolean, seq: number | null): MessageView {
    const messageId = seq === null ? `own-${own.length}` : `seq-${seq}`;
    const sender = isOwn ? { kind: 'visitor' as const } : { kind: 'agent' as const, agentId: 'a', name: 'Maya' };
    return {
      messageId,
      sender,
      body: '',
      atMs: 0,
      isOwn,
      seq,
      delivery: seq === null ? 'sending' : 'sent',
      failure: null,
    };
  }
}

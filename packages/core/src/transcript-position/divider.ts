import type { Drawn, PositionState } from './position-state.ts';

/* Where the line "New messages" stands: rule TRP5 in position.ts. */

export function divide(state: PositionState, { messages, isAttended }: Drawn): PositionState {
  const unread = messages.find(({ isOwn, seq }) => !isOwn && seq !== null && seq > state.readSeq)?.seq ?? null;
  // It stands on when all is read, so that nothing moves under the reader's eyes; the next that is new moves it.
  if (unread === null) return { ...state, isDividerRead: true };
  if (state.dividerSeq !== null && !state.isDividerRead) {
    return { ...state, dividerSeq: Math.min(state.dividerSeq, unread) };
  }
  const isReadAtOnce = isAttended && state.place === 'end' && !state.isSeeking;
  return isReadAtOnce ? state : { ...state, dividerSeq: unread, isDividerRead: false };
}

import type { PositionState } from './position-state.ts';

/** As it is shown. */
export type PositionView = {
  /** The reader is still being brought to their place. */
  readonly isSeeking: boolean;
  /** The line "New messages" stands before this message. */
  readonly dividerSeq: number | null;
  /** The end is out of sight: there is a way to jump there. */
  readonly isAway: boolean;
};

export function viewPosition({ isSeeking, dividerSeq, place }: PositionState): PositionView {
  return { isSeeking, dividerSeq, isAway: !isSeeking && place !== 'end' };
}

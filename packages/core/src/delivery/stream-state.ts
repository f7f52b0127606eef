import type { Audience, ErrorCode, Message, Position, Sender } from '@handlr/protocol';

/** A message of one's own that the gateway has not acknowledged yet. */
export type OutgoingMessage = {
  readonly messageId: string;
  readonly body: string;
  /** By this device's clock, for showing only; it orders nothing (C14). */
  readonly composedAtMs: number;
  /** `waiting`: its turn has not come; `in-flight`: sent, no answer yet; `resting`: refused for now; `failed`: for good. */
  readonly status: 'waiting' | 'in-flight' | 'resting' | 'failed';
  /** How often it was refused for now; spaces out the next try. */
  readonly refusals: number;
  readonly failure: ErrorCode | null;
};

/** A message that cannot be rendered yet, with the epoch that it was announced under. */
export type HeldMessage = { readonly epoch: string; readonly message: Message };

/**
 * One reader's end of one stream (a chat and an audience).
 *
 * `offline`: no socket; `joining`: the socket stands, the catch-up has not come; `stalled`: the join was refused for now;
 * `live`: caught up, notices flow.
 */
export type StreamState = {
  readonly audience: Audience;
  readonly self: Sender;
  readonly link: 'offline' | 'joining' | 'stalled' | 'live';
  readonly epoch: string | null;
  /** Dense and ascending by seq. */
  readonly transcript: readonly Message[];
  /** The seq before the first of `transcript`. */
  readonly floorSeq: number;
  /** Whether the gateway may hold messages older than `transcript`. */
  readonly hasOlder: boolean;
  /** Received before their turn: while joining, or beyond a gap. */
  readonly ahead: readonly HeldMessage[];
  readonly outbox: readonly OutgoingMessage[];
  /** A request for missing messages is out. */
  readonly fetching: boolean;
  /** A request for older messages is out. */
  readonly fetchingOlder: boolean;
};

export function createStreamState(self: Sender, audience: Audience = 'public'): StreamState {
  return {
    audience,
    self,
    link: 'offline',
    epoch: null,
    transcript: [],
    floorSeq: 0,
    hasOlder: false,
    ahead: [],
    outbox: [],
    fetching: false,
    fetchingOlder: false,
  };
}

/** The last seq that was rendered. */
export function renderedSeq(state: StreamState): number {
  return state.transcript.at(-1)?.seq ?? state.floorSeq;
}

/** What a resubscription tells the gateway; null before the first catch-up. */
export function positionOf(state: StreamState): Position | null {
  return state.epoch === null ? null : { epoch: state.epoch, seq: renderedSeq(state) };
}

/** Nothing is under way any more, and nothing waits. */
export function isSettled({ link, fetching, outbox }: StreamState): boolean {
  return link === 'live' && !fetching && outbox.every(({ status }) => status === 'failed');
}

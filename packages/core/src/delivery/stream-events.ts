import type { CatchUp, ErrorCode, Message, Position } from '@handlr/protocol';
import type { StreamState } from './stream-state.ts';

/** What happens to a stream. The shell reports facts; it decides nothing. */
export type StreamEvent =
  /** The person wrote a message. */
  | { readonly type: 'composed'; readonly messageId: string; readonly body: string }
  /** The person asks to try a failed message again, or gives it up. */
  | { readonly type: 'retried'; readonly messageId: string }
  | { readonly type: 'discarded'; readonly messageId: string }
  /** The person scrolled to the top of what is held. */
  | { readonly type: 'older-wanted' }
  /** The socket stands, or is gone. */
  | { readonly type: 'connected' }
  | { readonly type: 'disconnected' }
  /** The gateway answered `join`. */
  | { readonly type: 'caught-up'; readonly catchUp: CatchUp }
  | { readonly type: 'join-refused'; readonly retryable: boolean }
  /** A notice came. */
  | { readonly type: 'received'; readonly epoch: string; readonly message: Message }
  | { readonly type: 'headed'; readonly epoch: string; readonly seq: number }
  /** The gateway answered `fetch`, or did not. */
  | {
      readonly type: 'fetched';
      readonly epoch: string;
      readonly headSeq: number;
      readonly messages: readonly Message[];
    }
  | { readonly type: 'fetch-failed' }
  | { readonly type: 'older-fetched'; readonly epoch: string; readonly messages: readonly Message[] }
  | { readonly type: 'older-failed' }
  /** The gateway answered `send`. No answer in time is reported as `unavailable`. */
  | { readonly type: 'acked'; readonly messageId: string; readonly epoch: string; readonly message: Message }
  | {
      readonly type: 'refused';
      readonly messageId: string;
      readonly code: ErrorCode;
      readonly retryAfterMs?: number | undefined;
    }
  /** The time asked for by a `wake` effect has passed. */
  | { readonly type: 'woke' };

/** What the shell is to do. */
export type StreamEffect =
  | { readonly type: 'join'; readonly position: Position | null }
  | { readonly type: 'send'; readonly messageId: string; readonly body: string }
  | { readonly type: 'fetch'; readonly afterSeq: number }
  | { readonly type: 'fetch-older'; readonly beforeSeq: number }
  /** Report `woke` after this time, with jitter of the shell's choosing. */
  | { readonly type: 'wake'; readonly afterMs: number }
  /** A message was rendered for the first time, other than from a snapshot. Exactly once per message. */
  | { readonly type: 'arrived'; readonly message: Message }
  /** A message of this device is durable. */
  | { readonly type: 'delivered'; readonly messageId: string; readonly message: Message }
  | { readonly type: 'failed'; readonly messageId: string; readonly code: ErrorCode };

export type StreamStep = readonly [state: StreamState, effects: readonly StreamEffect[]];

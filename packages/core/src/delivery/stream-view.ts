import type { ErrorCode, Message, Sender } from '@handlr/protocol';
import { isOwn } from './outbox.ts';
import type { StreamState } from './stream-state.ts';

/** One message as it is shown. Stored messages come first, in seq order; those on their way follow in the order of writing. */
export type MessageView = {
  readonly messageId: string;
  readonly sender: Sender;
  readonly body: string;
  /** Milliseconds since 1970; of a message on its way, by this device's clock. */
  readonly atMs: number;
  readonly isOwn: boolean;
  /** Null for a message on its way. */
  readonly seq: number | null;
  /** `kept`: waits for a connection or its turn; `sending`; `sent`: durable; `read`: by the other side; `failed`. */
  readonly delivery: 'kept' | 'sending' | 'sent' | 'read' | 'failed';
  readonly failure: ErrorCode | null;
};

/** @param readByOtherSeq up to where the other side has read the stream. */
export function viewStream(state: StreamState, readByOtherSeq: number): MessageView[] {
  const stored = state.transcript.map((message) => viewStored(state, message, readByOtherSeq));
  const outgoing = state.outbox.map(({ messageId, body, composedAtMs, status, failure }): MessageView => ({
    messageId,
    sender: state.self,
    body,
    atMs: composedAtMs,
    isOwn: true,
    seq: null,
    delivery: status === 'failed' ? 'failed' : state.link === 'live' ? 'sending' : 'kept',
    failure,
  }));
  return [...stored, ...outgoing];
}

function viewStored(state: StreamState, message: Message, readByOtherSeq: number): MessageView {
  return {
    messageId: message.messageId,
    sender: message.sender,
    body: message.body,
    atMs: message.sentAt,
    isOwn: isOwn(state, message),
    seq: message.seq,
    delivery: message.seq <= readByOtherSeq ? 'read' : 'sent',
    failure: null,
  };
}

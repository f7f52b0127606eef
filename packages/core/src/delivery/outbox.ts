import { type ErrorCode, isRetryable, type Message } from '@handlr/protocol';
import type { StreamEffect, StreamStep } from './stream-events.ts';
import type { OutgoingMessage, StreamState } from './stream-state.ts';

/* The sending half of a stream. Its rules, DEL5 to DEL8, stand in stream.ts. */

const firstRestMs = 500;
const longestRestMs = 30_000;

export function compose(state: StreamState, messageId: string, body: string, nowMs: number): StreamStep {
  const outgoing: OutgoingMessage = {
    messageId,
    body,
    composedAtMs: nowMs,
    status: 'waiting',
    refusals: 0,
    failure: null,
  };
  return pump({ ...state, outbox: [...state.outbox, outgoing] });
}

/** Sends the next message, if it is anybody's turn. */
export function pump(state: StreamState): StreamStep {
  const next = state.outbox.find(({ status }) => status !== 'failed');
  if (state.link !== 'live' || next?.status !== 'waiting') return [state, []];
  const sent = change(state, next.messageId, { status: 'in-flight' });
  return [sent, [{ type: 'send', messageId: next.messageId, body: next.body }]];
}

/** The socket is gone or new: nobody will answer what was in flight. */
export function recall(state: StreamState): StreamState {
  return changeAll(state, ['in-flight', 'resting'], { status: 'waiting' });
}

export function wakeOutbox(state: StreamState): StreamStep {
  return pump(changeAll(state, ['resting'], { status: 'waiting' }));
}

export function retry(state: StreamState, messageId: string): StreamStep {
  const isFailed = state.outbox.some((outgoing) => outgoing.messageId === messageId && outgoing.status === 'failed');
  return isFailed ? pump(change(state, messageId, { status: 'waiting', refusals: 0, failure: null })) : [state, []];
}

export function discard(state: StreamState, messageId: string): StreamStep {
  const outbox = state.outbox.filter((outgoing) => outgoing.messageId !== messageId || outgoing.status !== 'failed');
  return pump({ ...state, outbox });
}

export function acknowledge(state: StreamState, messageId: string, message: Message): StreamStep {
  if (!state.outbox.some((outgoing) => outgoing.messageId === messageId)) return [state, []];
  const outbox = state.outbox.filter((outgoing) => outgoing.messageId !== messageId);
  const [next, effects] = pump({ ...state, outbox });
  return [next, [{ type: 'delivered', messageId, message }, ...effects]];
}

export function refuse(
  state: StreamState,
  messageId: string,
  code: ErrorCode,
  retryAfterMs: number | undefined,
): StreamStep {
  const outgoing = state.outbox.find((candidate) => candidate.messageId === messageId);
  if (outgoing?.status !== 'in-flight') return [state, []];
  if (!isRetryable(code)) {
    const [next, effects] = pump(change(state, messageId, { status: 'failed', failure: code }));
    return [next, [{ type: 'failed', messageId, code }, ...effects]];
  }
  const refusals = outgoing.refusals + 1;
  const restMs = Math.min(firstRestMs * 2 ** (refusals - 1), longestRestMs);
  const afterMs = Math.max(restMs, retryAfterMs ?? 0);
  return [change(state, messageId, { status: 'resting', refusals }), [{ type: 'wake', afterMs }]];
}

/** Own messages that turn up in the stream need no acknowledgement any more: the lost one was theirs. */
export function settle(state: StreamState, messages: readonly Message[]): StreamStep {
  const own = new Map(
    messages.filter((message) => isOwn(state, message)).map((message) => [message.messageId, message]),
  );
  const settled = state.outbox.filter(({ messageId }) => own.has(messageId));
  if (settled.length === 0) return [state, []];
  const outbox = state.outbox.filter(({ messageId }) => !own.has(messageId));
  const delivered = settled.flatMap(({ messageId }): StreamEffect[] => {
    const message = own.get(messageId);
    return message === undefined ? [] : [{ type: 'delivered', messageId, message }];
  });
  const [next, effects] = pump({ ...state, outbox });
  return [next, [...delivered, ...effects]];
}

/** Whether this reader wrote it, on this device or on another. */
export function isOwn({ self }: StreamState, { sender }: Message): boolean {
  if (self.kind === 'visitor' || sender.kind === 'visitor') return self.kind === sender.kind;
  return self.agentId === sender.agentId;
}

function change(state: StreamState, messageId: string, fields: Partial<OutgoingMessage>): StreamState {
  const outbox = state.outbox.map((outgoing) =>
    outgoing.messageId === messageId ? { ...outgoing, ...fields } : outgoing,
  );
  return { ...state, outbox };
}

function changeAll(
  state: StreamState,
  statuses: readonly OutgoingMessage['status'][],
  fields: Partial<OutgoingMessage>,
): StreamState {
  const outbox = state.outbox.map((outgoing) =>
    statuses.includes(outgoing.status) ? { ...outgoing, ...fields } : outgoing,
  );
  return { ...state, outbox };
}

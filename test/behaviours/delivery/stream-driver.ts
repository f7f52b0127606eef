import { createStreamState, type StreamEffect, type StreamEvent, type StreamState, stepStream } from '@handlr/core';
import type { Message, Sender } from '@handlr/protocol';

export const epoch = 'e'.repeat(22);
export const otherEpoch = 'f'.repeat(22);
export const visitor: Sender = { kind: 'visitor' };
export const maya: Sender = { kind: 'agent', agentId: 'm'.repeat(22), name: 'Maya' };

/** Runs the real machine on a list of events and keeps what it asked for. */
export function createDriver(state: StreamState = createStreamState(visitor)) {
  let current = state;
  const effects: StreamEffect[] = [];
  return {
    feed(...events: StreamEvent[]): StreamEffect[] {
      const asked = events.flatMap((event) => {
        const [next, more] = stepStream(current, event, 0);
        current = next;
        return more;
      });
      effects.push(...asked);
      return asked;
    },
    get state() {
      return current;
    },
    bodies: () => current.transcript.map(({ body }) => body),
    arrived: () => effects.flatMap((effect) => (effect.type === 'arrived' ? [effect.message.body] : [])),
    sent: () => effects.flatMap((effect) => (effect.type === 'send' ? [effect.messageId] : [])),
    outbox: () => current.outbox.map(({ messageId, status }) => `${messageId} ${status}`),
  };
}

export function message(seq: number, sender: Sender = maya, messageId = `id-${seq}`): Message {
  return { seq, messageId, sender, body: `body ${seq}`, sentAt: 0 };
}

export function messages(fromSeq: number, toSeq: number): Message[] {
  return Array.from({ length: toSeq - fromSeq + 1 }, (_, index) => message(fromSeq + index));
}

/** A reader who is live and has messages 1 to `headSeq`. */
export function createLiveDriver(headSeq = 0) {
  const driver = createDriver();
  driver.feed(
    { type: 'connected' },
    { type: 'caught-up', catchUp: { recovery: 'snapshot', epoch, headSeq, messages: messages(1, headSeq) } },
  );
  return driver;
}

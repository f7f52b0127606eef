import { createStreamState, type StreamEffect, type StreamEvent, type StreamState, stepStream } from '@handlr/core';
import {
  type CatchUp,
  isRetryable,
  type Message,
  type Position,
  type ReplyOf,
  type Result,
  type VisitorRequests,
} from '@handlr/protocol';
import type { Surroundings } from '../surroundings/surroundings.ts';

type Sent = Result<ReplyOf<VisitorRequests['message:send']>>;
type Fetched = Result<ReplyOf<VisitorRequests['message:fetch']>>;

/** What the stream asks of the gateway, and tells the chat. */
export type StreamOutlet = {
  join(position: Position | null): Promise<Result<CatchUp>>;
  send(messageId: string, body: string): Promise<Sent>;
  fetch(range: { readonly afterSeq: number } | { readonly beforeSeq: number }): Promise<Fetched>;
  arrived(message: Message): void;
  delivered(message: Message): void;
  changed(): void;
};

/** Runs core's stream machine against the gateway. All decisions are the machine's. */
export type StreamShell = {
  state(): StreamState;
  report(event: StreamEvent): void;
  /** Begins another stream. Messages that were not accepted come along, or are forgotten. */
  restart(unsent: 'keep' | 'forget'): void;
};

export function createStreamShell(surroundings: Surroundings, outlet: StreamOutlet): StreamShell {
  let state = createStreamState({ kind: 'visitor' });
  /** Counts connections, so that an answer from an earlier one is not taken for an answer from this one. */
  let link = 0;

  return {
    state: () => state,
    report(event) {
      if (event.type === 'connected' || event.type === 'disconnected') link += 1;
      report(event);
    },
    restart(unsent) {
      link += 1;
      state = { ...createStreamState(state.self), outbox: unsent === 'keep' ? state.outbox : [] };
      report({ type: 'disconnected' });
    },
  };

  function report(event: StreamEvent): void {
    const [next, effects] = stepStream(state, event, surroundings.nowMs());
    state = next;
    for (const effect of effects) perform(effect);
    outlet.changed();
  }

  function perform(effect: StreamEffect): void {
    switch (effect.type) {
      case 'join':
        return answer(outlet.join(effect.position), (result) =>
          result.ok
            ? { type: 'caught-up', catchUp: result.value }
            : { type: 'join-refused', retryable: isRetryable(result.error.code) },
        );
      case 'send':
        return answer(outlet.send(effect.messageId, effect.body), (result) => sendEvent(effect.messageId, result));
      case 'fetch':
        return answer(outlet.fetch({ afterSeq: effect.afterSeq }), (result) =>
          result.ok ? { type: 'fetched', ...result.value } : { type: 'fetch-failed' },
        );
      case 'fetch-older':
        return answer(outlet.fetch({ beforeSeq: effect.beforeSeq }), (result) =>
          result.ok ? { type: 'older-fetched', ...result.value } : { type: 'older-failed' },
        );
      case 'wake':
        // Later than asked, never earlier: the gateway may have named the time.
        surroundings.after(effect.afterMs * (1 + surroundings.chance() / 2), () => report({ type: 'woke' }));
        return;
      case 'arrived':
        return outlet.arrived(effect.message);
      case 'delivered':
        return outlet.delivered(effect.message);
      case 'failed':
        // The message says so itself, where it stands.
        return;
    }
  }

  function answer<Value>(asked: Promise<Result<Value>>, toEvent: (result: Result<Value>) => StreamEvent): void {
    const askedOn = link;
    void asked.then((result) => {
      if (askedOn === link) report(toEvent(result));
    });
  }
}

function sendEvent(messageId: string, result: Sent): StreamEvent {
  if (result.ok) return { type: 'acked', messageId, ...result.value };
  const { code, retryAfterMs } = result.error;
  return { type: 'refused', messageId, code, retryAfterMs };
}

import {
  type Clock,
  createId,
  createStreamState,
  type Random,
  stepStream,
  type StreamEffect,
  type StreamEvent,
  type StreamState,
} from '@handlr/core';
import { type Audience, type ChatFacts, isRetryable, type Message, type Refusal, type Sender } from '@handlr/protocol';
import { type ReadonlySignal, signal } from '@preact/signals';
import type { AgentRequest } from '../transport/transport.ts';

export type ChatReference = { readonly siteId: string; readonly chatId: string };

export type StreamDeps = {
  readonly request: AgentRequest;
  readonly clock: Clock;
  readonly random: Random;
  readonly reference: ChatReference;
  readonly audience: Audience;
  readonly self: Sender;
  onFacts(facts: ChatFacts): void;
  onArrived(message: Message): void;
};

/** Runs core's stream machine for one chat and audience: performs what it asks for, reports what happened, decides nothing. */
export interface StreamRunner {
  readonly state: ReadonlySignal<StreamState>;
  report(event: StreamEvent): void;
  compose(body: string): void;
  /** What is still under way is no longer reported. */
  dispose(): void;
}

/** Half a second more at most for each second asked for. */
const wakeJitter = 0.5;

export function createStreamRunner(deps: StreamDeps): StreamRunner {
  const { request, clock, random, reference, audience } = deps;
  const state = signal(createStreamState(deps.self, audience));
  const timers = new Set<ReturnType<typeof setTimeout>>();
  let disposed = false;

  function report(event: StreamEvent): void {
    if (disposed) return;
    const [next, effects] = stepStream(state.value, event, clock.nowMs());
    state.value = next;
    for (const effect of effects) void perform(effect);
  }

  async function perform(effect: StreamEffect): Promise<void> {
    switch (effect.type) {
      case 'join':
        return join(effect.position);
      case 'send':
        return send(effect.messageId, effect.body);
      case 'fetch': {
        const answer = await request('message:fetch', { ...reference, audience, afterSeq: effect.afterSeq });
        return report(answer.ok ? { type: 'fetched', ...answer.value } : { type: 'fetch-failed' });
      }
      case 'fetch-older': {
        const answer = await request('message:fetch', { ...reference, audience, beforeSeq: effect.beforeSeq });
        return report(answer.ok ? { type: 'older-fetched', ...answer.value } : { type: 'older-failed' });
      }
      case 'wake':
        return wakeAfter(effect.afterMs);
      case 'arrived':
        return deps.onArrived(effect.message);
      case 'delivered':
      case 'failed':
        // The list shows it from the state.
        return;
    }
  }

  async function join(position: Extract<StreamEffect, { type: 'join' }>['position']): Promise<void> {
    const answer = await request('chat:join', { ...reference, audience, position });
    if (!answer.ok) return report({ type: 'join-refused', retryable: isRetryable(answer.error.code) });
    if (disposed) return;
    deps.onFacts(answer.value.chat);
    report({ type: 'caught-up', catchUp: answer.value.catchUp });
  }

  async function send(messageId: string, body: string): Promise<void> {
    const answer = await request('message:send', { ...reference, audience, messageId, body });
    report(answer.ok ? { type: 'acked', messageId, ...answer.value } : refused(messageId, answer.error));
  }

  function wakeAfter(afterMs: number): void {
    const [chance = 0] = random.bytes(1);
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        report({ type: 'woke' });
      },
      afterMs * (1 + (chance / 255) * wakeJitter),
    );
    timers.add(timer);
  }

  return {
    state,
    report,
    compose: (body) => report({ type: 'composed', messageId: createId(random), body }),
    dispose() {
      disposed = true;
      timers.forEach(clearTimeout);
    },
  };
}

function refused(messageId: string, { code, retryAfterMs }: Refusal): StreamEvent {
  return { type: 'refused', messageId, code, retryAfterMs };
}

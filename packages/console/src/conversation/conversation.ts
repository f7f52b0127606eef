import type { Clock, Random, StreamState } from '@handlr/core';
import { renderedSeq } from '@handlr/core';
import { type AgentNotices, type ChatFacts, limits, type Message, type PayloadOf, type Sender } from '@handlr/protocol';
import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { AgentRequest } from '../transport/transport.ts';
import { type ChatReference, createStreamRunner } from './stream-runner.ts';
import { createTypingSender } from './typing-sender.ts';

export type Typist = { readonly who: 'visitor' | 'agent'; readonly name: string | null };

/** One followed chat: its messages, who types, and up to where it was read. */
export interface Conversation {
  readonly reference: ChatReference;
  readonly stream: ReadonlySignal<StreamState>;
  readonly typist: ReadonlySignal<Typist | null>;
  /** The line "New" stands after this seq; null: no line. */
  readonly newAfterSeq: Signal<number | null>;
  connected(): void;
  disconnected(): void;
  received(notice: PayloadOf<AgentNotices['message:new']>): void;
  headed(notice: PayloadOf<AgentNotices['message:head']>): void;
  typingChanged(notice: PayloadOf<AgentNotices['typing:changed']>): void;
  send(body: string): void;
  retry(messageId: string): void;
  discard(messageId: string): void;
  wantOlder(): void;
  /** The agent typed into, or left, the composer. */
  typed(text: string): void;
  /** Everything up to the newest message was on the agent's screen. */
  shown(readByAgentSeq: number): void;
  /** Whether anything is on its way that must not be dropped. */
  hasUnsent(): boolean;
  dispose(): void;
}

type Deps = {
  readonly request: AgentRequest;
  readonly clock: Clock;
  readonly random: Random;
  readonly self: Sender;
  onFacts(facts: ChatFacts): void;
  onArrived(message: Message): void;
};

export function createConversation(reference: ChatReference, deps: Deps): Conversation {
  const { request, clock } = deps;
  const typist = signal<Typist | null>(null);
  const newAfterSeq = signal<number | null>(null);
  const typing = createTypingSender(
    (isTyping) => void request('typing:set', { ...reference, typing: isTyping }),
    () => clock.nowMs(),
  );
  let forgetTypist: ReturnType<typeof setTimeout> | undefined;
  let markedSeq = 0;

  const runner = createStreamRunner({
    ...deps,
    reference,
    audience: 'public',
    onArrived(message) {
      if (typist.value?.who === message.sender.kind) setTypist(null);
      deps.onArrived(message);
    },
  });

  function setTypist(next: Typist | null): void {
    clearTimeout(forgetTypist);
    typist.value = next;
    if (next !== null) forgetTypist = setTimeout(() => setTypist(null), limits.typingTimeoutMs);
  }

  async function mark(seq: number): Promise<void> {
    markedSeq = seq;
    const answer = await request('read:mark', { ...reference, seq });
    if (!answer.ok && markedSeq === seq) markedSeq = 0;
  }

  return {
    reference,
    stream: runner.state,
    typist,
    newAfterSeq,
    connected: () => runner.report({ type: 'connected' }),
    disconnected() {
      setTypist(null);
      runner.report({ type: 'disconnected' });
    },
    received: ({ epoch, message }) => runner.report({ type: 'received', epoch, message }),
    headed: ({ epoch, seq }) => runner.report({ type: 'headed', epoch, seq }),
    typingChanged: ({ who, name, typing: isTyping }) => setTypist(isTyping ? { who, name } : null),
    send(body) {
      typing.stopped();
      newAfterSeq.value = null;
      runner.compose(body);
    },
    retry: (messageId) => runner.report({ type: 'retried', messageId }),
    discard: (messageId) => runner.report({ type: 'discarded', messageId }),
    wantOlder: () => runner.report({ type: 'older-wanted' }),
    typed: typing.typed,
    shown(readByAgentSeq) {
      const seq = renderedSeq(runner.state.value);
      if (runner.state.value.link === 'live' && seq > Math.max(readByAgentSeq, markedSeq)) void mark(seq);
    },
    hasUnsent: () => runner.state.value.outbox.some(({ status }) => status !== 'failed'),
    dispose() {
      typing.stopped();
      setTypist(null);
      runner.dispose();
    },
  };
}

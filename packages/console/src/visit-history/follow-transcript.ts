import type { Message } from '@handlr/protocol';
import { type ReadonlySignal, signal } from '@preact/signals';
import type { AgentRequest } from '../transport/transport.ts';

/** `gone`: it was erased, or the visitor agrees no more. */
export type TranscriptView =
  | { readonly kind: 'loading' | 'failed' | 'gone' }
  | {
      readonly kind: 'shown';
      /** Oldest first. */
      readonly messages: readonly Message[];
      readonly hasOlder: boolean;
      readonly older: 'idle' | 'loading' | 'failed';
    };

export type EarlierReference = { readonly siteId: string; readonly chatId: string; readonly earlierChatId: string };

/** An earlier chat as it is read: never written to, and kept in memory for as long as it is open. */
export interface EarlierTranscript {
  readonly view: ReadonlySignal<TranscriptView>;
  retry(): void;
  wantOlder(): void;
  stop(): void;
}

export function followTranscript(reference: EarlierReference, request: AgentRequest): EarlierTranscript {
  const view = signal<TranscriptView>({ kind: 'loading' });
  let isStopped = false;
  void begin();

  async function begin(): Promise<void> {
    view.value = { kind: 'loading' };
    const answer = await request('visitor:transcript', reference);
    if (isStopped) return;
    if (answer.ok) view.value = shown(answer.value.messages);
    else view.value = { kind: isGone(answer.error.code) ? 'gone' : 'failed' };
  }

  async function wantOlder(): Promise<void> {
    const known = view.peek();
    if (known.kind !== 'shown' || known.older === 'loading') return;
    const beforeSeq = known.messages[0]?.seq;
    if (beforeSeq === undefined || beforeSeq <= 1) return;
    view.value = { ...known, older: 'loading' };
    const answer = await request('visitor:transcript', { ...reference, beforeSeq });
    if (isStopped) return;
    if (answer.ok) view.value = shown([...answer.value.messages, ...known.messages]);
    else view.value = isGone(answer.error.code) ? { kind: 'gone' } : { ...known, older: 'failed' };
  }

  return {
    view,
    retry: () => void begin(),
    wantOlder: () => void wantOlder(),
    stop() {
      isStopped = true;
      view.value = { kind: 'gone' };
    },
  };
}

function shown(messages: readonly Message[]): TranscriptView {
  return { kind: 'shown', messages, hasOlder: (messages[0]?.seq ?? 1) > 1, older: 'idle' };
}

function isGone(code: string): boolean {
  return code === 'withheld' || code === 'not-found' || code === 'erased';
}

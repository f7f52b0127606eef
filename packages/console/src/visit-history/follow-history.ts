import type { ChatSummary, VisitHistory } from '@handlr/protocol';
import { computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import type { AgentRequest } from '../transport/transport.ts';

/** `withheld`: the visitor does not agree to it; `hidden`: the agent's role does not include it; `none`: they agreed just now. */
export type HistoryView =
  | { readonly kind: 'withheld' | 'hidden' | 'loading' | 'failed' | 'none' }
  | { readonly kind: 'shown'; readonly chatId: string; readonly history: VisitHistory };

/** Visits of the visitor in the chat that is looked at; held in memory, and only for as long as that visitor agrees. */
export interface SelectedHistory {
  readonly view: ReadonlySignal<HistoryView>;
  retry(): void;
  /** The gateway keeps more of that visitor than it did. */
  visited(chatId: string): void;
  /** A chat is gone: of the earlier ones shown it may be one. */
  erased(chatId: string): void;
  stop(): void;
}

type Deps = {
  readonly selected: ReadonlySignal<ChatSummary | null>;
  /** Whatever changes when asking again may help. */
  readonly link: ReadonlySignal<string>;
  readonly request: AgentRequest;
  mayRead(chat: ChatSummary): boolean;
};

export function followHistory({ selected, link, request, mayRead }: Deps): SelectedHistory {
  const view = signal<HistoryView>({ kind: 'withheld' });
  const agreedIn = computed(() => (selected.value?.consent.history === 'granted' ? selected.value.chatId : null));
  // Who moves to another page leaves and comes back, so the trail has grown.
  const isPresent = computed(() => selected.value?.visitorPresent);
  let attempt = 0;

  const stop = effect(() => {
    void [agreedIn.value, isPresent.value, link.value];
    untracked(look);
  });

  function look(): void {
    const chat = selected.peek();
    // An answer that is on its way is to another question.
    attempt += 1;
    if (chat === null || agreedIn.peek() === null) view.value = { kind: 'withheld' };
    else if (!mayRead(chat)) view.value = { kind: 'hidden' };
    else void ask(chat, attempt);
  }

  async function ask({ siteId, chatId }: ChatSummary, asked: number): Promise<void> {
    const known = view.peek();
    if (known.kind !== 'shown' || known.chatId !== chatId) view.value = { kind: 'loading' };
    const answer = await request('visitor:history', { siteId, chatId });
    if (asked !== attempt) return;
    if (answer.ok) view.value = { kind: 'shown', chatId, history: answer.value };
    else if (answer.error.code === 'withheld') view.value = { kind: 'withheld' };
    else if (answer.error.code === 'not-found') view.value = { kind: 'none' };
    else if (view.peek().kind !== 'shown') view.value = { kind: 'failed' };
  }

  return {
    view,
    retry: look,
    visited(chatId) {
      if (agreedIn.peek() === chatId) look();
    },
    erased(chatId) {
      const known = view.peek();
      if (known.kind !== 'shown' || !known.history.earlierChats.some((chat) => chat.chatId === chatId)) return;
      const earlierChats = known.history.earlierChats.filter((chat) => chat.chatId !== chatId);
      view.value = { ...known, history: { ...known.history, earlierChats } };
    },
    stop() {
      stop();
      attempt += 1;
      view.value = { kind: 'withheld' };
    },
  };
}

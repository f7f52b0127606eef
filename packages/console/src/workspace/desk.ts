import { type Action, type Clock, may, type Random } from '@handlr/core';
import type { AgentProfile, ChatFacts, ChatSummary, Message } from '@handlr/protocol';
import { batch, computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import { createConversation, type Conversation } from '../conversation/conversation.ts';
import { groupInbox, type InboxGroups, isMine } from '../inbox/inbox-groups.ts';
import {
  changeFacts,
  emptyInbox,
  fillInbox,
  type InboxState,
  removeChat,
  unreadCount,
  upsertChat,
} from '../inbox/inbox-state.ts';
import type { AgentRequest, Transport } from '../transport/transport.ts';
import { followHistory, type SelectedHistory } from '../visit-history/follow-history.ts';
import { followVisitors, type LiveVisitors } from '../visit-history/follow-visitors.ts';
import { visitorLabel } from '../visitor-card/visitor-label.ts';
import { createToasts, type Toasts } from './toasts.ts';

/** `outdated`: this page is older than the gateway; only a reload helps. */
export type Link = 'connecting' | 'live' | 'lost' | 'outdated';

/** Everything that lives while an agent is signed in. */
export interface Desk {
  readonly profile: AgentProfile;
  readonly link: ReadonlySignal<Link>;
  readonly inbox: ReadonlySignal<InboxState>;
  readonly groups: ReadonlySignal<InboxGroups>;
  readonly selected: ReadonlySignal<ChatSummary | null>;
  readonly conversation: ReadonlySignal<Conversation | null>;
  readonly history: SelectedHistory;
  readonly liveVisitors: LiveVisitors;
  /** Asks the gateway; never throws. */
  readonly request: AgentRequest;
  /** The gateway's time, once a second. */
  readonly nowMs: ReadonlySignal<number>;
  /** What a screen reader is told. */
  readonly announcement: ReadonlySignal<string>;
  /** Chats that are being accepted. */
  readonly accepting: ReadonlySignal<ReadonlySet<string>>;
  readonly toasts: Toasts;
  /** Whether the page is in front of the agent. */
  readonly attentive: ReadonlySignal<boolean>;
  attend(attentive: boolean): void;
  may(chat: ChatSummary, action: Action): boolean;
  conversationOf(chatId: string): Conversation | undefined;
  /** What is typed and not sent; in memory only. */
  draftOf(chatId: string): string;
  writeDraft(chatId: string, text: string): void;
  select(chatId: string | null): void;
  accept(chatId: string): Promise<void>;
  end(chatId: string): Promise<void>;
  reconnect(): void;
  close(): void;
}

type Deps = {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: Random;
  readonly profile: AgentProfile;
  /** The gateway no longer knows the session; `elsewhere`: because the agent wanted so. */
  onExpired(ended: 'over' | 'elsewhere'): void;
};

const watchRetryMs = 1_000;

export function createDesk({ transport, clock, random, profile, onExpired }: Deps): Desk {
  const { agentId, name } = profile;
  const link = signal<Link>('connecting');
  const inbox = signal<InboxState>(emptyInbox);
  const selectedId = signal<string | null>(null);
  const conversations = signal<ReadonlyMap<string, Conversation>>(new Map());
  const announcement = signal('');
  const accepting = signal<ReadonlySet<string>>(new Set());
  const attentive = signal(true);
  const deviceNowMs = signal(clock.nowMs());
  const drafts = signal<ReadonlyMap<string, string>>(new Map());
  const toasts = createToasts();

  const groups = computed(() => groupInbox(inbox.value.chats.values(), agentId));
  const selected = computed(() => inbox.value.chats.get(selectedId.value ?? '') ?? null);
  const conversation = computed(() => conversations.value.get(selectedId.value ?? '') ?? null);
  const nowMs = computed(() => deviceNowMs.value + inbox.value.clockOffsetMs);

  const socket = transport.openSocket({
    connected() {
      if (link.peek() === 'lost') announce('Connected again.');
      link.value = 'live';
      for (const followed of conversations.peek().values()) followed.connected();
      void watch();
    },
    disconnected() {
      if (link.value !== 'outdated') link.value = 'lost';
      for (const followed of conversations.peek().values()) followed.disconnected();
    },
    refused(code) {
      if (code === 'forbidden') return onExpired('over');
      link.value = code === 'version' || code === 'invalid' ? 'outdated' : 'lost';
    },
    notices: {
      'session:ended': () => onExpired('elsewhere'),
      'inbox:changed': (chat) => batch(() => receiveSummary(chat)),
      'chat:changed': applyFacts,
      'chat:erased': ({ chatId }) => batch(() => forget(chatId)),
      'visitors:changed': (visitor) => liveVisitors.changed(visitor),
      'visitors:left': ({ presenceId }) => liveVisitors.left(presenceId),
      'visitor:visited': ({ chatId }) => history.visited(chatId),
      'message:new': (notice) => followedStream(notice)?.received(notice),
      'message:head': (notice) => followedStream(notice)?.headed(notice),
      'typing:changed': (notice) => conversations.peek().get(notice.chatId)?.typingChanged(notice),
    },
  });

  const history = followHistory({
    selected,
    link,
    request: socket.request,
    mayRead: ({ siteId }) => may(profile.memberships, siteId, 'visitor:read'),
  });
  const liveVisitors = followVisitors({ link, request: socket.request });
  const ticking = setInterval(() => (deviceNowMs.value = clock.nowMs()), 1_000);
  const stopFollowing = effect(() => {
    const wanted = [...groups.value.mine, ...(selected.value === null ? [] : [selected.value])];
    untracked(() => follow(new Map(wanted.map((chat) => [chat.chatId, chat]))));
  });

  async function watch(): Promise<void> {
    const answer = await socket.request('inbox:watch', {});
    if (answer.ok) {
      const followed = new Set(conversations.peek().keys());
      inbox.value = fillInbox(inbox.peek(), answer.value, clock.nowMs(), followed);
    } else if (link.peek() === 'live') setTimeout(() => void watch(), watchRetryMs);
  }

  function receiveSummary(chat: ChatSummary): void {
    const known = inbox.peek().chats.get(chat.chatId);
    inbox.value = upsertChat(inbox.peek(), chat);
    if (chat.state === 'waiting' && known === undefined) {
      announce(`New chat waiting: ${visitorLabel(chat)}, ${chat.siteName}`);
    }
  }

  /** A screen reader says nothing of words that stay as they are, so the same words come with a space that nobody hears. */
  function announce(words: string): void {
    announcement.value = words === announcement.peek() ? `${words}\u00A0` : words;
  }

  function applyFacts(facts: ChatFacts): void {
    inbox.value = changeFacts(inbox.peek(), facts);
  }

  /** CASE 11: what a visitor erased is on no agent's screen either, and in no draft. */
  function forget(chatId: string): void {
    const isKnown = inbox.peek().chats.has(chatId);
    history.erased(chatId);
    const followed = new Map(conversations.peek());
    followed.get(chatId)?.dispose();
    followed.delete(chatId);
    conversations.value = followed;
    drafts.value = new Map([...drafts.peek()].filter(([id]) => id !== chatId));
    inbox.value = removeChat(inbox.peek(), chatId);
    if (selectedId.peek() === chatId) {
      selectedId.value = null;
      // What was last read out may have come from it.
      announcement.value = '';
      toasts.show({ kind: 'erased' });
    } else if (isKnown) announce('A visitor had their chat erased.');
  }

  function followedStream(notice: { chatId: string; audience: string }): Conversation | undefined {
    return notice.audience === 'public' ? conversations.peek().get(notice.chatId) : undefined;
  }

  /** Own chats stay live so that switching is instant, and so does the one that is looked at. */
  function follow(wanted: ReadonlyMap<string, ChatSummary>): void {
    const followed = new Map(conversations.peek());
    for (const [chatId, { siteId }] of wanted) {
      if (!followed.has(chatId)) followed.set(chatId, open(siteId, chatId));
    }
    for (const [chatId, followedChat] of followed) {
      if (wanted.has(chatId) || followedChat.hasUnsent()) continue;
      followedChat.dispose();
      followed.delete(chatId);
      void socket.request('chat:leave', followedChat.reference);
    }
    conversations.value = followed;
  }

  function open(siteId: string, chatId: string): Conversation {
    const opened = createConversation(
      { siteId, chatId },
      {
        request: socket.request,
        clock,
        random,
        self: { kind: 'agent', agentId, name },
        onFacts: applyFacts,
        onArrived: (message) => receiveMessage(chatId, message),
      },
    );
    if (link.peek() === 'live') opened.connected();
    return opened;
  }

  function receiveMessage(chatId: string, { sender, seq, body }: Message): void {
    const chat = inbox.peek().chats.get(chatId);
    if (chat === undefined || sender.kind !== 'visitor') return;
    const isLookedAt = selectedId.peek() === chatId && attentive.peek();
    announce(isLookedAt ? `${visitorLabel(chat)}: ${body}` : `New message from ${visitorLabel(chat)}`);
    const line = conversations.peek().get(chatId)?.newAfterSeq;
    if (!isLookedAt && line?.peek() === null) line.value = seq - 1;
  }

  function select(chatId: string | null): void {
    const before = selectedId.peek();
    if (before === chatId) return;
    batch(() => {
      const left = conversations.peek().get(before ?? '');
      if (left !== undefined) left.newAfterSeq.value = null;
      selectedId.value = chatId;
    });
    const chat = selected.peek();
    const opened = conversation.peek();
    if (chat !== null && opened !== null && isMine(chat, agentId) && unreadCount(chat) > 0) {
      opened.newAfterSeq.value = chat.readByAgentSeq;
    }
  }

  async function accept(chatId: string): Promise<void> {
    const chat = inbox.peek().chats.get(chatId);
    if (chat?.state !== 'waiting' || accepting.peek().has(chatId)) return;
    accepting.value = new Set(accepting.peek()).add(chatId);
    const answer = await socket.request('chat:accept', { siteId: chat.siteId, chatId });
    accepting.value = new Set([...accepting.peek()].filter((id) => id !== chatId));
    if (answer.ok) {
      applyFacts(answer.value);
      return select(chatId);
    }
    toasts.show(answer.error.code === 'conflict' ? { kind: 'taken', chatId } : { kind: 'not-accepted' });
  }

  async function end(chatId: string): Promise<void> {
    const chat = inbox.peek().chats.get(chatId);
    if (chat === undefined || chat.state === 'ended') return;
    const answer = await socket.request('chat:end', { siteId: chat.siteId, chatId });
    if (answer.ok) applyFacts(answer.value);
    else toasts.show({ kind: 'not-ended' });
  }

  return {
    profile,
    link,
    inbox,
    groups,
    selected,
    conversation,
    history,
    liveVisitors,
    request: socket.request,
    nowMs,
    announcement,
    accepting,
    toasts,
    attentive,
    attend: (next) => void (attentive.value = next),
    may: ({ siteId }, action) => may(profile.memberships, siteId, action),
    conversationOf: (chatId) => conversations.value.get(chatId),
    draftOf: (chatId) => drafts.value.get(chatId) ?? '',
    writeDraft: (chatId, text) => void (drafts.value = new Map(drafts.peek()).set(chatId, text)),
    select,
    accept,
    end,
    reconnect: () => socket.reconnect(),
    close() {
      stopFollowing();
      history.stop();
      liveVisitors.stop();
      clearInterval(ticking);
      for (const followed of conversations.peek().values()) followed.dispose();
      socket.close();
    },
  };
}

import { type ChatFacts, chatStates, type ChatSummary, type Inbox, type SiteCard } from '@handlr/protocol';

/** What is known of the agent's chats. Pure; the desk feeds it. */
export type InboxState = {
  readonly loaded: boolean;
  readonly sites: readonly SiteCard[];
  readonly chats: ReadonlyMap<string, ChatSummary>;
  /** The gateway's clock minus this device's, in milliseconds. */
  readonly clockOffsetMs: number;
};

export const emptyInbox: InboxState = { loaded: false, sites: [], chats: new Map(), clockOffsetMs: 0 };

/**
 * A fresh look replaces all, except what only this console still shows: chats that ended before its eyes, and those it follows,
 * of which the gateway tells on its own.
 */
export function fillInbox(
  state: InboxState,
  { nowMs, sites, chats }: Inbox,
  deviceNowMs: number,
  followed: ReadonlySet<string>,
): InboxState {
  const kept = [...state.chats.values()].filter((chat) => chat.state === 'ended' || followed.has(chat.chatId));
  const byId = new Map([...kept, ...chats].map((chat) => [chat.chatId, chat]));
  return { loaded: true, sites, chats: byId, clockOffsetMs: nowMs - deviceNowMs };
}

export function upsertChat(state: InboxState, chat: ChatSummary): InboxState {
  const known = state.chats.get(chat.chatId);
  // A chat that ended before this console saw it has no place here.
  if (known === undefined && chat.state === 'ended') return state;
  return withChat(state, known === undefined ? chat : { ...chat, ...furthest(known, chat) });
}

/** Takes over what a chat's own notices and answers say of it. */
export function changeFacts(state: InboxState, facts: ChatFacts): InboxState {
  const known = state.chats.get(facts.chatId);
  return known === undefined ? state : withChat(state, { ...known, ...facts, ...furthest(known, facts) });
}

/** The visitor had it erased: nothing of it is left to show. */
export function removeChat(state: InboxState, chatId: string): InboxState {
  const chats = new Map(state.chats);
  return chats.delete(chatId) ? { ...state, chats } : state;
}

/** How many messages of the visitor's came since the agent last read. */
export function unreadCount({ lastMessage, headSeq, readByAgentSeq }: ChatSummary): number {
  return lastMessage?.sender.kind === 'visitor' ? Math.max(0, headSeq - readByAgentSeq) : 0;
}

/** A chat is opened, taken, ended, and read further, never back: an answer may be overtaken by what it does not know yet. */
function furthest(known: ChatFacts, next: ChatFacts): Partial<ChatFacts> {
  const isOvertaken = chatStates.indexOf(next.state) < chatStates.indexOf(known.state);
  const { state, agent, endedAt } = known;
  return {
    ...(isOvertaken && { state, agent, endedAt }),
    readByVisitorSeq: Math.max(known.readByVisitorSeq, next.readByVisitorSeq),
    readByAgentSeq: Math.max(known.readByAgentSeq, next.readByAgentSeq),
  };
}

function withChat(state: InboxState, chat: ChatSummary): InboxState {
  return { ...state, chats: new Map(state.chats).set(chat.chatId, chat) };
}

import type { ChatSummary } from '@handlr/protocol';
import { unreadCount } from './inbox-state.ts';

export const groupNames = ['waiting', 'mine', 'colleagues', 'ended'] as const;
export type GroupName = (typeof groupNames)[number];
export type InboxGroups = { readonly [Name in GroupName]: readonly ChatSummary[] };

/** Chats that ended before this agent's eyes stay in reach; older ones leave. */
const endedShown = 5;

/** The list, in its order: who waits longest comes first, then whoever spoke last. */
export function groupInbox(chats: Iterable<ChatSummary>, agentId: string): InboxGroups {
  const groups: Record<GroupName, ChatSummary[]> = { waiting: [], mine: [], colleagues: [], ended: [] };
  for (const chat of chats) {
    groups[groupOf(chat, agentId)].push(chat);
  }
  groups.waiting.sort((one, other) => one.openedAt - other.openedAt);
  groups.mine.sort(byLastWord);
  groups.colleagues.sort(byLastWord);
  groups.ended.sort((one, other) => (other.endedAt ?? 0) - (one.endedAt ?? 0)).splice(endedShown);
  return groups;
}

export function isMine(chat: ChatSummary, agentId: string): boolean {
  return chat.agent?.agentId === agentId;
}

/** How many chats want this agent: those that wait, and own ones with something unread. */
export function wantingCount({ waiting, mine }: InboxGroups): number {
  return waiting.length + mine.filter((chat) => unreadCount(chat) > 0).length;
}

/** The order in which J and K go through the list. */
export function listOrder(groups: InboxGroups): readonly ChatSummary[] {
  return groupNames.flatMap((name) => groups[name]);
}

/** The chat that is `step` rows away; the first or last row when none is selected. */
export function neighbour(groups: InboxGroups, chatId: string | null, step: 1 | -1): ChatSummary | undefined {
  const order = listOrder(groups);
  const at = order.findIndex((chat) => chat.chatId === chatId);
  if (at === -1) return order.at(step === 1 ? 0 : -1);
  return order[at + step];
}

function groupOf(chat: ChatSummary, agentId: string): GroupName {
  if (chat.state !== 'active') return chat.state;
  return isMine(chat, agentId) ? 'mine' : 'colleagues';
}

function byLastWord(one: ChatSummary, other: ChatSummary): number {
  return lastWordAt(other) - lastWordAt(one);
}

function lastWordAt({ lastMessage, openedAt }: ChatSummary): number {
  return lastMessage?.sentAt ?? openedAt;
}

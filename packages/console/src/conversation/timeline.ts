import type { ChatSession, MessageView } from '@handlr/core';
import type { Sender } from '@handlr/protocol';

export type MessageGroup = {
  readonly kind: 'group';
  readonly key: string;
  readonly sender: Sender;
  readonly isOwn: boolean;
  readonly messages: readonly MessageView[];
};
export type TimelineItem =
  | MessageGroup
  | { readonly kind: 'day'; readonly key: string; readonly atMs: number }
  | { readonly kind: 'session'; readonly key: string; readonly session: ChatSession }
  | { readonly kind: 'new'; readonly key: 'new' };

/** A pause after which the same sender's next message stands apart. */
const groupPauseMs = 5 * 60 * 1000;

/**
 * Messages as they are read: by day, one sender's run together, a line where the new ones begin and where the visitor came back.
 * @param dayOf names the day of a time, in the agent's time zone.
 */
export function createTimeline(
  views: readonly MessageView[],
  newAfterSeq: number | null,
  dayOf: (atMs: number) => string,
  sessions: readonly ChatSession[] = [],
): readonly TimelineItem[] {
  const items: TimelineItem[] = [];
  let previous: MessageView | undefined;
  let group: MessageView[] = [];
  for (const view of views) {
    // What is on its way has the device's time; it belongs to the day of what came before.
    const isNewDay = previous === undefined || (view.seq !== null && dayOf(view.atMs) !== dayOf(previous.atMs));
    const isFirstNew = newAfterSeq !== null && previous?.seq === newAfterSeq && view.seq !== null;
    if (isNewDay) items.push({ kind: 'day', key: `day-${dayOf(view.atMs)}`, atMs: view.atMs });
    const session = sessions.find(({ messageId, number }) => number > 1 && messageId === view.messageId);
    if (session !== undefined) items.push({ kind: 'session', key: `session-${view.messageId}`, session });
    if (isFirstNew) items.push({ kind: 'new', key: 'new' });
    if (previous === undefined || isNewDay || isFirstNew || session !== undefined || !continues(previous, view)) {
      group = [];
      items.push({ kind: 'group', key: view.messageId, sender: view.sender, isOwn: view.isOwn, messages: group });
    }
    group.push(view);
    previous = view;
  }
  return items;
}

function continues(previous: MessageView, next: MessageView): boolean {
  if (senderKey(previous.sender) !== senderKey(next.sender)) return false;
  return next.seq === null || next.atMs - previous.atMs < groupPauseMs;
}

function senderKey(sender: Sender): string {
  return sender.kind === 'visitor' ? 'visitor' : sender.agentId;
}

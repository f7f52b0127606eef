import type { MessageView } from '@handlr/core';
import { daysBetween } from '../texts/times.ts';

/** A message, and where it stands among what its sender wrote in one go. */
export type PlacedMessage = {
  readonly message: MessageView;
  readonly startsDay: boolean;
  readonly startsGroup: boolean;
  readonly endsGroup: boolean;
};

/** Messages of one sender that are further apart stand on their own. */
const pauseMs = 5 * 60 * 1000;

export function placeMessages(messages: readonly MessageView[]): PlacedMessage[] {
  return messages.map((message, at) => {
    const before = messages[at - 1];
    const after = messages[at + 1];
    return {
      message,
      startsDay: before === undefined || daysBetween(before.atMs, message.atMs) !== 0,
      startsGroup: before === undefined || !belongTogether(before, message),
      endsGroup: after === undefined || !belongTogether(message, after),
    };
  });
}

function belongTogether(one: MessageView, next: MessageView): boolean {
  return authorOf(one) === authorOf(next) && next.atMs - one.atMs < pauseMs && daysBetween(one.atMs, next.atMs) === 0;
}

function authorOf({ sender }: MessageView): string {
  return sender.kind === 'agent' ? sender.agentId : '';
}

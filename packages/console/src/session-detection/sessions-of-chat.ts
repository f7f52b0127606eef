import { type ChatSession, chatSessions, isTimeZone, type StreamState } from '@handlr/core';
import { type ChatSummary, defaultSessionPolicy } from '@handlr/protocol';

/** The sessions of a chat, as far as its messages are here, and whether that is from the first one on. */
export function sessionsOfChat(
  { sessions }: Pick<ChatSummary, 'sessions'>,
  { transcript, hasOlder }: Pick<StreamState, 'transcript' | 'hasOlder'>,
): { readonly sessions: readonly ChatSession[]; readonly isWhole: boolean } {
  const { idleMinutes, midnight } = { ...defaultSessionPolicy, ...sessions };
  // A browser may be older than a time zone.
  const zone = midnight !== undefined && isTimeZone(midnight) ? midnight : undefined;
  return { sessions: chatSessions(transcript, { idleMinutes, midnight: zone }), isWhole: !hasOlder };
}

import type { ChatSession } from '@handlr/core';
import { spokenAge } from '../inbox/age.ts';

/** "Wrote again after 2 hours", "A new day, after 4 minutes". */
export function pauseWords({ began, pauseMs }: Pick<ChatSession, 'began' | 'pauseMs'>): string {
  return `${began === 'midnight' ? 'A new day,' : 'Wrote again'} after ${spokenAge(pauseMs)}`;
}

/** "2, since 14:05"; without the number where earlier messages are not here; '' while the first one goes on. */
export function sessionWords(
  { sessions, isWhole }: { readonly sessions: readonly ChatSession[]; readonly isWhole: boolean },
  momentOf: (atMs: number) => string,
): string {
  const last = sessions.at(-1);
  if (last === undefined || last.number === 1) return '';
  return isWhole ? `${last.number}, since ${momentOf(last.beganAt)}` : `Since ${momentOf(last.beganAt)}`;
}

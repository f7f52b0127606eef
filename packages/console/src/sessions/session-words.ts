import type { AgentSession } from '@handlr/protocol';
import { spokenAge } from '../inbox/age.ts';
import { moment } from '../visit-history/history-words.ts';

/** Use is noted every few minutes at most, so anything fresher is told as the same. */
const freshMs = 6 * 60_000;

export function browserWords({ browser }: Pick<AgentSession, 'browser'>): string {
  return browser === '' || browser === 'Other' ? 'A browser' : browser;
}

/** "Used 3 hours ago"; "Used in the last few minutes". */
export function usedWords({ lastUsedAt }: Pick<AgentSession, 'lastUsedAt'>, nowMs: number): string {
  const ageMs = nowMs - lastUsedAt;
  return ageMs < freshMs ? 'Used in the last few minutes' : `Used ${spokenAge(ageMs)} ago`;
}

/** "Signed in yesterday, 14:02". */
export function startedWords({ startedAt }: Pick<AgentSession, 'startedAt'>, nowMs: number): string {
  const words = moment(startedAt, nowMs);
  return `Signed in ${words.replace(/^(?:Today|Yesterday)/, (day) => day.toLowerCase())}`;
}

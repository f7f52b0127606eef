import type { ChatSummary } from '@handlr/protocol';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** A ticking age: "0:42", "12:05", "1:02:11", "3 days". */
export function stopwatch(ageMs: number): string {
  const age = Math.max(0, ageMs);
  if (age >= day) return plural(Math.floor(age / day), 'day');
  const seconds = twoDigits(Math.floor((age % minute) / second));
  const minutes = Math.floor((age % hour) / minute);
  const hours = Math.floor(age / hour);
  return hours > 0 ? `${hours}:${twoDigits(minutes)}:${seconds}` : `${minutes}:${seconds}`;
}

/** A resting age for lists: "now", "4m", "2h", "3d". */
export function shortAge(ageMs: number): string {
  if (ageMs < minute) return 'now';
  if (ageMs < hour) return `${Math.floor(ageMs / minute)}m`;
  if (ageMs < day) return `${Math.floor(ageMs / hour)}h`;
  return `${Math.floor(ageMs / day)}d`;
}

/** An age to be read out: "less than a minute", "4 minutes", "2 hours". */
export function spokenAge(ageMs: number): string {
  if (ageMs < minute) return 'less than a minute';
  if (ageMs < hour) return plural(Math.floor(ageMs / minute), 'minute');
  if (ageMs < day) return plural(Math.floor(ageMs / hour), 'hour');
  return plural(Math.floor(ageMs / day), 'day');
}

/** "away", and since when: "away for 4 minutes". Without it where the gateway did not see the visitor leave. */
export function awayWords({ visitorAwaySince }: Pick<ChatSummary, 'visitorAwaySince'>, nowMs: number): string {
  return visitorAwaySince === null ? 'away' : `away for ${spokenAge(nowMs - visitorAwaySince)}`;
}

/** The same for lists: "away 4m". */
export function shortAway({ visitorAwaySince }: Pick<ChatSummary, 'visitorAwaySince'>, nowMs: number): string {
  const isLong = visitorAwaySince !== null && nowMs - visitorAwaySince >= minute;
  return isLong ? `away ${shortAge(nowMs - visitorAwaySince)}` : 'away';
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

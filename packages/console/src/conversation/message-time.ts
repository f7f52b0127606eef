const day = new Intl.DateTimeFormat(undefined, { year: 'numeric', month: '2-digit', day: '2-digit' });
const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const longDay = new Intl.DateTimeFormat('en', { weekday: 'long', day: 'numeric', month: 'long' });
const longest = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });

const oneDayMs = 24 * 60 * 60 * 1000;

/** Names a day in the agent's time zone. */
export function dayOf(atMs: number): string {
  return day.format(atMs);
}

/** "Today", "Yesterday", "Monday, November 23". */
export function dayWords(atMs: number, nowMs: number): string {
  if (dayOf(atMs) === dayOf(nowMs)) return 'Today';
  return dayOf(atMs) === dayOf(nowMs - oneDayMs) ? 'Yesterday' : longDay.format(atMs);
}

export function timeWords(atMs: number): string {
  return time.format(atMs);
}

/** Everything, for a tooltip. */
export function fullTimeWords(atMs: number): string {
  return longest.format(atMs);
}

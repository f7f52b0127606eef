import type { VisitHistory } from '@handlr/protocol';
import { dayWords, timeWords } from '../conversation/message-time.ts';
import { spokenAge } from '../inbox/age.ts';

export type TrailPage = VisitHistory['pages'][number];

const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const dateOfAnotherYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

/** "Today", "Yesterday", "3 Mar", "3 Mar 2025". */
export function shortDay(atMs: number, nowMs: number): string {
  const words = dayWords(atMs, nowMs);
  if (words === 'Today' || words === 'Yesterday') return words;
  const isThisYear = new Date(atMs).getFullYear() === new Date(nowMs).getFullYear();
  return (isThisYear ? date : dateOfAnotherYear).format(atMs);
}

/** "Yesterday, 14:02". */
export function moment(atMs: number, nowMs: number): string {
  return `${shortDay(atMs, nowMs)}, ${timeWords(atMs)}`;
}

export function visitsWords(visits: number): string {
  return visits === 1 ? 'First visit' : `${visits} visits`;
}

/** Why the visit counts as a new one. */
export const beganWords: { readonly [Why in VisitHistory['visitBegan']]: string } = {
  first: 'their first',
  idle: 'after a pause',
  campaign: 'with another campaign',
  midnight: 'a new day',
};

/** How long a page was looked at: "under 10 s", "40 s", "3 min", or '' where it is not known. */
export function secondsWords(seconds: number | null): string {
  if (seconds === null) return '';
  if (seconds < 10) return 'under 10 s';
  return seconds < 60 ? `${Math.floor(seconds / 10) * 10} s` : `${Math.floor(seconds / 60)} min`;
}

/** How long the chat took: "12 minutes". */
export function lengthWords({ openedAt, endedAt }: VisitHistory['earlierChats'][number]): string {
  return endedAt === null ? 'Not ended' : spokenAge(endedAt - openedAt);
}

/** Cuts a trail where the day changes; the order stays. */
export function pagesByDay(pages: readonly TrailPage[], nowMs: number): { day: string; pages: TrailPage[] }[] {
  const days: { day: string; pages: TrailPage[] }[] = [];
  for (const page of pages) {
    const day = shortDay(page.at, nowMs);
    const last = days.at(-1);
    if (last?.day === day) last.pages.push(page);
    else days.push({ day, pages: [page] });
  }
  return days;
}

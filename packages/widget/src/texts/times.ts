import type { Texts } from './texts.ts';

export type Times = {
  /** 14:05 */
  clock(atMs: number): string;
  /** Today, Yesterday, Tuesday 4 March */
  day(atMs: number): string;
  /** Tuesday 4 March, 14:05 */
  moment(atMs: number): string;
};

/** Times as the visitor writes them: their own region's habits, as far as it speaks the language of the box. */
export function createTimes(texts: Texts, language: string, regions: readonly string[], nowMs: () => number): Times {
  const locale = regions.find((region) => region.startsWith(language)) ?? language;
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  const date = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' });
  const day = (atMs: number): string => {
    const days = daysBetween(atMs, nowMs());
    if (days === 0) return texts('day.today');
    return days === 1 ? texts('day.yesterday') : date.format(atMs);
  };
  return {
    clock: (atMs) => clock.format(atMs),
    day,
    moment: (atMs) => `${date.format(atMs)}, ${clock.format(atMs)}`,
  };
}

/** By the calendar of the device; a day of 23 or 25 hours is one day. */
export function daysBetween(fromMs: number, toMs: number): number {
  return Math.round((startOfDay(toMs) - startOfDay(fromMs)) / 86_400_000);
}

function startOfDay(atMs: number): number {
  return new Date(atMs).setHours(0, 0, 0, 0);
}

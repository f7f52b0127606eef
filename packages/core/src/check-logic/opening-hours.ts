import type { OpeningHours, Span } from '@handlr/protocol';
import { type LocalTime, localTime, minutesOf } from './local-time.ts';

/** Whether a site is open, by the clocks of its zone; a site that says nothing always is. */
export function isOpen(opening: OpeningHours | undefined, atMs: number): boolean | 'unknown' {
  if (opening === undefined) return true;
  const local = localTime(atMs, opening.zone);
  if (local === null) return 'unknown';
  return spansOf(opening, local).some(
    ({ from, to }) => minutesOf(from) <= local.minutes && local.minutes < minutesOf(to),
  );
}

/** A holiday stands in place of its day of the week. */
export function spansOf(opening: OpeningHours, { date, weekday }: Omit<LocalTime, 'minutes'>): readonly Span[] {
  const holiday = opening.holidays?.find((day) => day.date === date);
  return (holiday ? holiday.spans : opening.week[weekday]) ?? [];
}

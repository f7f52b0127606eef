import { type Weekday, weekdays } from '@handlr/protocol';

/** What the clocks of a zone show. */
export type LocalTime = { readonly date: string; readonly weekday: Weekday; readonly minutes: number };

/** What the clocks of an IANA zone show at a moment, summer time included; null where this browser does not know the zone. */
export function localTime(atMs: number, timeZone: string): LocalTime | null {
  try {
    const numeric = '2-digit';
    const form = new Intl.DateTimeFormat('en', {
      timeZone,
      hourCycle: 'h23',
      weekday: 'short',
      year: 'numeric',
      month: numeric,
      day: numeric,
      hour: numeric,
      minute: numeric,
    });
    const part = Object.fromEntries(form.formatToParts(atMs).map(({ type, value }) => [type, value]));
    return {
      date: `${part['year']}-${part['month']}-${part['day']}`,
      weekday: weekdays.find((day) => day === part['weekday']?.toLowerCase()) ?? 'mon',
      minutes: Number(part['hour']) * 60 + Number(part['minute']),
    };
  } catch {
    return null;
  }
}

/** `09:30` as minutes since midnight; `24:00` is the end of the day. */
export function minutesOf(clockTime: string): number {
  return Number(clockTime.slice(0, 2)) * 60 + Number(clockTime.slice(3));
}

export function dayBefore(day: Weekday): Weekday {
  return weekdays[(weekdays.indexOf(day) + 6) % 7] ?? day;
}

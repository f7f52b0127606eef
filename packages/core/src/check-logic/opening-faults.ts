import { type CheckFault, type SiteChecks, type Span, weekdays } from '@handlr/protocol';
import { minutesOf } from './local-time.ts';

/** CHK21 */
export function findOpeningFaults({ opening }: SiteChecks): CheckFault[] {
  if (opening === undefined) return [];
  const holidays = opening.holidays ?? [];
  return [
    ...weekdays.flatMap((day) => findSpanFaults(opening.week[day] ?? [], `$.opening.week.${day}`)),
    ...holidays.flatMap(({ date, spans }, at) => {
      const path = `$.opening.holidays[${at}]`;
      const faults = findSpanFaults(spans ?? [], `${path}.spans`);
      if (!isCalendarDay(date)) {
        faults.push({ path: `${path}.date`, text: `There is no ${date}.`, suggestion: 'Write a day of the calendar.' });
      }
      if (holidays.findIndex((holiday) => holiday.date === date) !== at) {
        faults.push({ path: `${path}.date`, text: `${date} stands here twice.`, suggestion: 'Take one of them out.' });
      }
      return faults;
    }),
  ];
}

function findSpanFaults(spans: readonly Span[], path: string): CheckFault[] {
  return spans.flatMap(({ from, to }, at) => {
    const place = `${path}[${at}]`;
    if (minutesOf(from) >= minutesOf(to)) {
      const suggestion = 'Write the end after the begin; past midnight, go on at 00:00 on the next day.';
      return [{ path: `${place}.to`, text: `It ends at ${to}, before it begins at ${from}.`, suggestion }];
    }
    const overlapped = spans.slice(0, at).find((earlier) => earlier.from < to && from < earlier.to);
    if (overlapped === undefined) return [];
    const text = `It overlaps with ${overlapped.from} to ${overlapped.to}.`;
    return [{ path: place, text, suggestion: 'Make one span of the two.' }];
  });
}

function isCalendarDay(date: string): boolean {
  const atMs = Date.parse(`${date}T00:00Z`);
  return Number.isFinite(atMs) && new Date(atMs).toISOString().startsWith(date);
}

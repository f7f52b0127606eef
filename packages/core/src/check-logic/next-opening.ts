import { type OpeningHours, weekdays } from '@handlr/protocol';
import { localTime, minutesOf } from './local-time.ts';
import { isOpen, spansOf } from './opening-hours.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** A year and a day, so that a site that opens on one holiday alone is found. */
const daysAhead = 367;

/**
 * When a site that is closed opens, in milliseconds since 1970; null when it is open, or closed for all of the coming year.
 * The gateway asks this; browsers need not, so it is apart from `isOpen`.
 */
export function nextOpening(opening: OpeningHours | undefined, atMs: number): number | null {
  if (opening === undefined || isOpen(opening, atMs) !== false) return null;
  const today = localTime(atMs, opening.zone);
  if (today === null) return null;
  const midnightMs = Date.parse(`${today.date}T00:00Z`);
  for (let day = 0; day < daysAhead; day += 1) {
    // Where clocks are put back over midnight, a later day begins before an earlier one ends.
    const found = [day, day + 1].flatMap((each) => openingsOf(opening, midnightMs + each * dayMs, atMs));
    if (found.length > 0) return Math.min(...found);
  }
  return null;
}

/** First moments after `atMs` that a day's spans open at. `midnightMs`: the day's begin on clocks that show UTC. */
function openingsOf(opening: OpeningHours, midnightMs: number, atMs: number): readonly number[] {
  const day = new Date(midnightMs);
  const weekday = weekdays[(day.getUTCDay() + 6) % 7] ?? 'mon';
  return spansOf(opening, { date: day.toISOString().slice(0, 10), weekday }).flatMap(({ from }) => {
    const shownMs = midnightMs + minutesOf(from) * minuteMs;
    const offsets = [shownMs - dayMs, shownMs + dayMs].map((nearMs) => offsetMs(nearMs, opening.zone));
    // Where clocks change, a time of day comes twice or not at all: the first open minute between the two readings of it.
    const last = shownMs - Math.min(...offsets);
    for (let moment = shownMs - Math.max(...offsets); moment <= last; moment += minuteMs) {
      if (moment > atMs && isOpen(opening, moment) === true) return [moment];
    }
    return [];
  });
}

/** How far a zone's clocks are ahead of UTC. */
function offsetMs(atMs: number, zone: string): number {
  const local = localTime(atMs, zone);
  if (local === null) return 0;
  return Date.parse(`${local.date}T00:00Z`) + local.minutes * minuteMs - Math.floor(atMs / minuteMs) * minuteMs;
}

import type { LeafCondition, LeafOf, OpeningHours, OriginOf } from '@handlr/protocol';
import type { CheckFacts, CheckOrigin, GivenValue, HistoryFacts } from './facts.ts';
import { fitsGlob, fitsPath } from './glob.ts';
import { dayBefore, localTime, minutesOf } from './local-time.ts';
import { isOpen } from './opening-hours.ts';
import type { Verdict } from './verdict.ts';

/** What a single condition comes to, and from when on it may be otherwise though nothing happens. */
export type Answer = readonly [verdict: Verdict, againAtMs?: number];

const minuteMs = 60_000;

export function answer(condition: LeafCondition, facts: CheckFacts, opening: OpeningHours | undefined): Answer {
  switch (condition.is) {
    case 'page':
      return [condition.paths.some((path) => fitsPath(path, facts.path))];
    case 'referrer':
      return [ofOrigin(condition.of, facts, ({ referrerHost }) => fitsSome(condition.hosts, referrerHost ?? 'direct'))];
    case 'campaign':
      return [
        ofOrigin(condition.of, facts, ({ campaign }) => fitsSome(condition.values, campaign[condition.field] ?? '')),
      ];
    case 'visits':
    case 'past-chats':
      return [
        remembered(facts, ({ visits, pastChats }) =>
          isWithin(condition, condition.is === 'visits' ? visits : pastChats),
        ),
      ];
    case 'time-on-page':
      return reached(condition.seconds, facts.onPageMs, facts.nowMs);
    case 'idle':
      return reached(condition.seconds, facts.idleMs, facts.nowMs);
    case 'scroll':
      return [facts.scrollPercent >= condition.percent];
    case 'exit-intent':
      return [facts.exitIntent];
    case 'language':
      return [condition.languages.some((language) => speaks(facts.languages[0], language))];
    case 'local-time':
      return [
        isTime(condition, facts.nowMs, condition.clock === 'visitor' ? facts.zone : (opening?.zone ?? 'UTC')),
        nextMinute(facts.nowMs),
      ];
    case 'opening-hours':
      return opening ? [isOpen(opening, facts.nowMs), nextMinute(facts.nowMs)] : [true];
    case 'agents-available':
      return [facts.agentsAvailable];
    case 'capability':
      return [facts.capabilities.includes(condition.capability)];
    case 'value':
      return [
        compares(condition, Object.hasOwn(facts.values, condition.name) ? facts.values[condition.name] : undefined),
      ];
    default:
      // CHK4
      return ['unknown'];
  }
}

function remembered({ history }: CheckFacts, ask: (history: HistoryFacts) => boolean): Verdict {
  return typeof history === 'string' ? history : ask(history);
}

function ofOrigin(of: OriginOf | undefined, facts: CheckFacts, ask: (origin: CheckOrigin) => boolean): Verdict {
  return of === undefined || of === 'page' ? ask(facts.origin) : remembered(facts, (history) => ask(history[of]));
}

function fitsSome(patterns: readonly string[], text: string): boolean {
  return patterns.some((pattern) => fitsGlob(pattern, text));
}

function isWithin({ atLeast = 0, atMost = Infinity }: LeafOf<'visits' | 'past-chats'>, count: number): boolean {
  return atLeast <= count && count <= atMost;
}

/** CHK5 */
function reached(seconds: number, passedMs: number, nowMs: number): Answer {
  const leftMs = seconds * 1000 - passedMs;
  return leftMs > 0 ? [false, nowMs + leftMs] : [true];
}

/** Clocks show minutes, and summer time begins on one. */
function nextMinute(nowMs: number): number {
  return (Math.floor(nowMs / minuteMs) + 1) * minuteMs;
}

function speaks(preferred: string | undefined, language: string): boolean {
  return `${preferred}-`.toLowerCase().startsWith(`${language}-`.toLowerCase());
}

function isTime({ days, from = '00:00', to = '24:00' }: LeafOf<'local-time'>, nowMs: number, zone: string): Verdict {
  const local = localTime(nowMs, zone);
  if (local === null) return 'unknown';
  const { minutes, weekday } = local;
  const isOn = (day: typeof weekday): boolean => days === undefined || days.includes(day);
  const [begin, end] = [minutesOf(from), minutesOf(to)];
  if (begin < end) return begin <= minutes && minutes < end && isOn(weekday);
  // What began yesterday goes by yesterday's name.
  return (minutes >= begin && isOn(weekday)) || (minutes < end && isOn(dayBefore(weekday)));
}

/** A value that was not given compares with nothing; a number in words is a number. */
function compares({ compare, to = '' }: LeafOf<'value'>, given: GivenValue | undefined): boolean {
  if (given === undefined || compare === 'is-set') return given !== undefined;
  if (compare === 'at-least') return Number(given) >= Number(to);
  if (compare === 'at-most') return Number(given) <= Number(to);
  const [left, right] = [String(given).toLowerCase(), String(to).toLowerCase()];
  if (compare === 'contains') return left.includes(right);
  return (left === right) === (compare === 'equals');
}

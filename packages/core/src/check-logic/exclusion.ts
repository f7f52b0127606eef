import { type LeafCondition, type LeafOf, type OpeningHours, weekdays } from '@handlr/protocol';
import { fitsGlob, fitsPath } from './glob.ts';
import { dayBefore, minutesOf } from './local-time.ts';

/** A single condition that is to hold or, with `isFalse`, not to hold, and where it is written. */
export type Literal = { readonly leaf: LeafCondition; readonly path: string; readonly isFalse: boolean };

/** Whether two can never both be. Says no where it cannot tell. */
export function exclude(left: Literal, right: Literal, opening: OpeningHours | undefined): boolean {
  if (left.isFalse !== right.isFalse && JSON.stringify(left.leaf) === JSON.stringify(right.leaf)) return true;
  const week = [weekOf(left, opening), weekOf(right, opening)] as const;
  if (week[0] !== null && week[1] !== null && clockOf(left) === clockOf(right)) {
    const other = week[1];
    return !week[0].some(([from, to]) => other.some((run) => run[0] < to && from < run[1]));
  }
  const ranges = [rangeOf(left), rangeOf(right)] as const;
  if (ranges[0] !== null && ranges[1] !== null && ranges[0].of === ranges[1].of) {
    return ranges[0].from > ranges[1].to || ranges[1].from > ranges[0].to;
  }
  return excludeByList(left, right) || excludeByList(right, left);
}

type Range = { readonly of: string; readonly from: number; readonly to: number };

/** Numbers that it leaves open, where these are one run. */
function rangeOf({ leaf, isFalse }: Literal): Range | null {
  if (leaf.is === 'time-on-page' || leaf.is === 'idle') return atLeast(leaf.is, leaf.seconds);
  if (leaf.is === 'scroll') return atLeast(leaf.is, leaf.percent);
  if (leaf.is === 'visits' || leaf.is === 'past-chats') return between(leaf.is, leaf.atLeast, leaf.atMost);
  if (leaf.is === 'value' && typeof leaf.to === 'number') {
    const of = `value ${leaf.name}`;
    // A value that was not given compares with nothing, so what fails tells nothing of numbers.
    if (isFalse) return null;
    if (leaf.compare === 'at-least') return { of, from: leaf.to, to: Infinity };
    if (leaf.compare === 'at-most') return { of, from: -Infinity, to: leaf.to };
    if (leaf.compare === 'equals') return { of, from: leaf.to, to: leaf.to };
  }
  return null;

  function atLeast(of: string, bound: number): Range {
    return isFalse ? { of, from: 0, to: bound - 1 } : { of, from: bound, to: Infinity };
  }

  function between(of: string, from: number | undefined, to: number | undefined): Range | null {
    if (!isFalse) return { of, from: from ?? 0, to: to ?? Infinity };
    if (from !== undefined && to !== undefined) return null;
    return from === undefined ? { of, from: (to ?? 0) + 1, to: Infinity } : { of, from: 0, to: from - 1 };
  }
}

/** A run of minutes of the week, which begins on Monday; `to` is the first one after it. */
type Run = readonly [from: number, to: number];

const dayMinutes = 24 * 60;
const weekMinutes = 7 * dayMinutes;

/** What it leaves open of a week; null for what does not ask for the time, or for days of the calendar. */
function weekOf({ leaf, isFalse }: Literal, opening: OpeningHours | undefined): readonly Run[] | null {
  const runs = runsOf(leaf, opening)?.filter(([from, to]) => from < to) ?? null;
  return runs !== null && isFalse ? restOf(runs) : runs;
}

function runsOf(leaf: LeafCondition, opening: OpeningHours | undefined): readonly Run[] | null {
  if (leaf.is === 'local-time') {
    const { from = '00:00', to = '24:00', days = weekdays } = leaf;
    return weekdays.flatMap((day, at) => {
      if (from < to) return days.includes(day) ? [runOn(at, from, to)] : [];
      return [
        ...(days.includes(dayBefore(day)) ? [runOn(at, '00:00', to)] : []),
        ...(days.includes(day) ? [runOn(at, from, '24:00')] : []),
      ];
    });
  }
  if (leaf.is !== 'opening-hours' || opening === undefined || opening.holidays !== undefined) return null;
  return weekdays.flatMap((day, at) => (opening.week[day] ?? []).map(({ from, to }) => runOn(at, from, to)));
}

function runOn(day: number, from: string, to: string): Run {
  return [day * dayMinutes + minutesOf(from), day * dayMinutes + minutesOf(to)];
}

function restOf(runs: readonly Run[]): readonly Run[] {
  const rest: Run[] = [];
  let free = 0;
  for (const [from, to] of runs.toSorted(([left], [right]) => left - right)) {
    if (from > free) rest.push([free, from]);
    free = Math.max(free, to);
  }
  return free < weekMinutes ? [...rest, [free, weekMinutes]] : rest;
}

function clockOf({ leaf }: Literal): string {
  return leaf.is === 'local-time' ? (leaf.clock ?? 'site') : 'site';
}

/** `left` holds: then one of its list does, and each of these says no to `right`. */
function excludeByList(left: Literal, right: Literal): boolean {
  if (left.isFalse) return false;
  const [asked, other] = [left.leaf, right.leaf];
  const wants = (isFit: boolean): boolean => isFit !== right.isFalse;
  if (asked.is === 'page' && other.is === 'page') {
    return asked.paths.every((path) => isPlain(path) && !wants(other.paths.some((pattern) => fitsPath(pattern, path))));
  }
  if (asked.is === 'referrer' && other.is === 'referrer' && sameOrigin(asked, other))
    return plain(asked.hosts, other.hosts);
  if (asked.is === 'campaign' && other.is === 'campaign' && sameOrigin(asked, other) && asked.field === other.field) {
    return plain(asked.values, other.values);
  }
  if (asked.is === 'language' && other.is === 'language') {
    return asked.languages.every((language) => {
      const narrower = other.languages.some((each) => speaks(language, each));
      const wider = other.languages.some((each) => speaks(each, language));
      return right.isFalse ? narrower : !narrower && !wider;
    });
  }
  return asked.is === 'value' && other.is === 'value' && excludeByValue(asked, other, right.isFalse);

  function plain(texts: readonly string[], patterns: readonly string[]): boolean {
    return texts.every((text) => isPlain(text) && !wants(patterns.some((pattern) => fitsGlob(pattern, text))));
  }
}

function excludeByValue(left: LeafOf<'value'>, right: LeafOf<'value'>, isFalse: boolean): boolean {
  if (left.name !== right.name) return false;
  if (right.compare === 'is-set') return isFalse;
  if (left.compare !== 'equals' || isFalse) return false;
  const isSame = String(left.to).toLowerCase() === String(right.to).toLowerCase();
  return right.compare === 'equals' ? !isSame : right.compare === 'differs' && isSame;
}

function sameOrigin(left: { readonly of?: string | undefined }, right: { readonly of?: string | undefined }): boolean {
  return (left.of ?? 'page') === (right.of ?? 'page');
}

function isPlain(pattern: string): boolean {
  return !pattern.includes('*');
}

function speaks(language: string, wider: string): boolean {
  return `${language}-`.toLowerCase().startsWith(`${wider}-`.toLowerCase());
}

import type { CheckFacts, HistoryFacts } from '@handlr/core';
import {
  campaignFields,
  capabilities,
  type Condition,
  comparisons,
  type LeafCondition,
  type OpeningHours,
  originsOf,
  type Question,
  type ServedCheck,
  type Span,
  weekdays,
} from '@handlr/protocol';
import fc from 'fast-check';

/* Few different words, so that what is asked and what is so meet often. */
const path = fc.constantFrom('/', '/shop', '/shop/teapot', '/shop/tea/pot', '/help');
const pathGlob = fc.constantFrom('/', '/shop', '/shop/*', '/shop/**', '/help', '/**', '**pot');
const host = fc.constantFrom('a.example', 'b.example', 'www.a.example');
const hostGlob = fc.constantFrom('a.example', 'b.example', '*.a.example', 'direct');
const word = fc.constantFrom('spring', 'autumn');
const language = fc.constantFrom('en', 'en-GB', 'de', 'pt-BR');
const name = fc.constantFrom('plan', 'basket');
const value = fc.constantFrom<string | number | boolean>('pro', 'Pro', 3, 7, true);
const timeOfDay = fc.integer({ min: 0, max: 95 }).map(clockTime);
const listOf = <Item>(item: fc.Arbitrary<Item>) => fc.uniqueArray(item, { minLength: 1, maxLength: 3 });
const maybe = <Item>(item: fc.Arbitrary<Item>) => fc.option(item, { nil: undefined });
const small = fc.integer({ min: 0, max: 4 });

export const zones = ['UTC', 'Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'] as const;
export const zone = fc.constantFrom(...zones);

/** All of 2026, down to the millisecond, and more often the two days before clocks change somewhere. */
export const moment = fc.oneof(
  fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 11, 31) }),
  fc
    .tuple(fc.constantFrom('03-08', '03-29', '04-05', '10-04', '10-25', '11-01'), fc.nat(2 * 24 * 60))
    .map(([day, minutes]) => Date.parse(`2026-${day}T00:00Z`) + (minutes - 36 * 60) * 60_000),
);

const origin = fc.record({
  referrerHost: fc.option(host),
  campaign: fc.record({ source: word, medium: word }, { requiredKeys: [] }),
});

export const history: fc.Arbitrary<HistoryFacts> = fc.record({
  visits: fc.integer({ min: 1, max: 4 }),
  pastChats: small,
  visit: origin,
  first: origin,
});

export const facts: fc.Arbitrary<CheckFacts> = fc.record({
  nowMs: moment,
  path,
  origin,
  onPageMs: fc.integer({ min: 0, max: 90_000 }),
  scrollPercent: fc.integer({ min: 0, max: 100 }),
  idleMs: fc.integer({ min: 0, max: 90_000 }),
  exitIntent: fc.boolean(),
  languages: fc.array(language, { maxLength: 2 }),
  zone,
  capabilities: fc.subarray([...capabilities]),
  values: fc.dictionary(name, value),
  agentsAvailable: fc.constantFrom(true, false, 'unknown' as const),
  history: fc.oneof(history, fc.constantFrom('withheld' as const, 'unknown' as const)),
});

const range = fc.oneof(
  fc.record({ atLeast: small }),
  fc.record({ atMost: small }),
  fc.record({ atLeast: small, atMost: small }),
);
const seconds = fc.integer({ min: 1, max: 60 });
const of = maybe(fc.constantFrom(...originsOf));

const written: fc.Arbitrary<LeafCondition> = fc.oneof(
  fc.record({ is: fc.constant('page' as const), paths: listOf(pathGlob) }),
  fc.record({ is: fc.constant('referrer' as const), of, hosts: listOf(hostGlob) }),
  fc.record({
    is: fc.constant('campaign' as const),
    of,
    field: fc.constantFrom(...campaignFields.slice(0, 2)),
    values: listOf(word),
  }),
  range.map((each) => ({ is: 'visits' as const, ...each })),
  range.map((each) => ({ is: 'past-chats' as const, ...each })),
  fc.record({ is: fc.constant('time-on-page' as const), seconds }),
  fc.record({ is: fc.constant('scroll' as const), percent: fc.integer({ min: 1, max: 100 }) }),
  fc.record({ is: fc.constant('idle' as const), seconds }),
  fc.constant({ is: 'exit-intent' as const }),
  fc.record({ is: fc.constant('language' as const), languages: listOf(language) }),
  fc.record({
    is: fc.constant('local-time' as const),
    clock: maybe(fc.constantFrom('site' as const, 'visitor' as const)),
    days: maybe(listOf(fc.constantFrom(...weekdays))),
    from: maybe(timeOfDay),
    to: maybe(timeOfDay),
  }),
  fc.constant({ is: 'opening-hours' as const }),
  fc.constant({ is: 'agents-available' as const }),
  fc.record({ is: fc.constant('capability' as const), capability: fc.constantFrom(...capabilities) }),
  fc.record({
    is: fc.constant('value' as const),
    name,
    compare: fc.constantFrom(...comparisons),
    to: maybe(value),
  }),
);
/** As it comes over the wire: what is left out is not there. */
export const leaf: fc.Arbitrary<LeafCondition> = written.map((each) => JSON.parse(JSON.stringify(each)));

export const condition: fc.Arbitrary<Condition> = fc.letrec<{ tree: Condition }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.record({ all: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('tree') }),
  ),
})).tree;

/** Two single conditions of one kind, of which each may be turned round. */
export const pair: fc.Arbitrary<Condition> = fc
  .tuple(leaf, fc.array(leaf, { minLength: 30, maxLength: 30 }), fc.boolean(), fc.boolean())
  .map(([left, others, turnsLeft, turnsRight]) => {
    const right = others.find(({ is }) => is === left.is) ?? left;
    return { all: [turnsLeft ? { not: left } : left, turnsRight ? { not: right } : right] };
  });

const spans: fc.Arbitrary<Span[]> = fc.uniqueArray(fc.integer({ min: 0, max: 96 }), { maxLength: 6 }).map((edges) => {
  const sorted = edges.toSorted((left, right) => left - right);
  return Array.from({ length: Math.floor(sorted.length / 2) }, (_, at) => ({
    from: clockTime(sorted[2 * at] ?? 0),
    to: clockTime(sorted[2 * at + 1] ?? 0),
  }));
});

export const opening: fc.Arbitrary<OpeningHours> = fc.record({
  zone,
  week: fc.record(
    { mon: spans, tue: spans, wed: spans, thu: spans, fri: spans, sat: spans, sun: spans },
    { requiredKeys: [] },
  ),
  holidays: fc.uniqueArray(
    fc.record({
      date: fc.constantFrom('2026-03-29', '2026-10-25', '2026-12-25'),
      spans,
    }),
    { selector: ({ date }) => date, maxLength: 2 },
  ),
});

export const checks: fc.Arbitrary<ServedCheck[]> = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd'),
    when: condition,
    then: fc.subarray<ServedCheck['then'][number]>(
      [{ do: 'prompt', text: 'Hello' }, { do: 'open' }, { do: 'department', department: 'sales' }],
      { minLength: 1 },
    ),
    scope: fc.constantFrom('page' as const, 'visit' as const, 'visitor' as const, 'always' as const),
  }),
  { selector: ({ id }) => id, minLength: 1, maxLength: 4 },
);

const ids = ['a', 'b', 'c', 'd', 'e'];
const next = maybe(fc.constantFrom(...ids, 'end'));
export const questions: fc.Arbitrary<Question[]> = fc
  .array(
    fc.record(
      {
        text: fc.constant('What?'),
        choices: fc.uniqueArray(
          fc.record({ label: fc.constantFrom('yes', 'no', 'maybe'), next }, { requiredKeys: ['label'] }),
          { selector: ({ label }) => label, minLength: 1 },
        ),
        optional: fc.boolean(),
        next,
      },
      { requiredKeys: ['text'] },
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((list) => JSON.parse(JSON.stringify(list.map((question, at) => ({ id: ids[at], ...question })))));

export const answers = fc.dictionary(fc.constantFrom(...ids), fc.constantFrom('yes', 'no', 'maybe', '', 'words'));

/** `quarter`: of an hour since midnight; 96 is the end of the day. */
function clockTime(quarter: number): string {
  return `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`;
}

import { fitsGlob, readChecks } from '@handlr/core';
import { limits } from '@handlr/protocol';
import { describe, expect, test } from 'vitest';

type Written = Readonly<Record<string, unknown>>;

const check = (fields: Written = {}): Written => ({
  id: 'a',
  name: 'A',
  on: true,
  when: { is: 'exit-intent' },
  then: [{ do: 'open' }],
  scope: 'page',
  ...fields,
});
const faultsOf = (input: unknown): readonly string[] => {
  const found = readChecks(input);
  return found.ok ? [] : found.faults.map(({ path, text, suggestion }) => `${path} | ${text} | ${suggestion}`);
};
const when = (condition: unknown, more: Written = {}) => faultsOf({ checks: [check({ when: condition })], ...more });
const then = (...actions: Written[]) => faultsOf({ checks: [check({ then: actions })] });
const asking = (...questions: Written[]) => then({ do: 'ask', questions });
const scroll = (percent: number) => ({ is: 'scroll', percent });

test('CHK15 what is as it must be is let in, unchanged', () => {
  const whole = { checks: [check({ why: 'Because.' })], opening: { zone: 'Europe/London', week: { mon: [] } } };
  expect(readChecks(whole)).toEqual({ ok: true, checks: whole });
});

test('CHK15 each fault has its place, a sentence and a suggestion, all of them at once', () => {
  const found = faultsOf({ cheks: [], checks: [check({ scope: 'visits' }), check({ id: 'b', why: 3 })] });
  expect(found).toEqual([
    '$.checks[0].scope | “visits” is not known here. | Did you mean “visit”?',
    '$.checks[1].why | This is to be text. | Write text in place of “3”.',
    '$.cheks | “cheks” is not known here. | Take it out.',
  ]);
  expect(faultsOf({ checks: [check(), check()] })[0]).toContain('$.checks[1].id | Another check is called “a”');
});

test.each([[null], [5], ['text'], [[]], [{}], [{ checks: {} }], [{ checks: [null] }]])(
  'CHK15 %j is refused and nothing throws',
  (input) => expect(faultsOf(input).length).toBeGreaterThan(0),
);

test('CHK15 what is nested a hundred thousand deep is refused before anything looks into it', () => {
  let deep: unknown = { is: 'exit-intent' };
  for (let depth = 0; depth < 100_000; depth += 1) deep = { not: deep };
  expect(when(deep)).toEqual(['$ | This is nested too deeply. | Use fewer groups within groups.']);
});

test('CHK15 more than a site may have is refused', () => {
  const many = Array.from({ length: limits.checksPerSite + 1 }, (_, at) => check({ id: `c${at}` }));
  expect(faultsOf({ checks: many })).toEqual([
    `$.checks | There is too much here. | Keep it to ${limits.checksPerSite}.`,
  ]);
  expect(when({ any: Array.from({ length: 20 }, (_, at) => scroll(at + 1)) })[0]).toContain('more than 20 conditions');
  const long = Array.from({ length: 12 }, (_, at) => ({ id: `q${at}`, text: 'x'.repeat(limits.checkTextLength) }));
  const wordy = Array.from({ length: 5 }, (_, at) => check({ id: `c${at}`, then: [{ do: 'ask', questions: long }] }));
  expect(faultsOf({ checks: wordy })[0]).toContain('longer than 20000 characters');
});

describe('CHK16 unknown words', () => {
  test.each([
    [{ is: 'pgae', paths: ['/'] }, '$.checks[0].when.is | There is no condition “pgae”. | Did you mean “page”?'],
    [{ is: 'scroll', percnt: 5, percent: 5 }, '$.checks[0].when.percnt | “percnt” is not known here. | Take it out.'],
    [{ is: 'page', pathes: ['/'] }, '$.checks[0].when.pathes | “pathes” is not known here. | Did you mean “paths”?'],
    [
      { is: 'capability', capability: 'tuch' },
      '$.checks[0].when.capability | “tuch” is not known here. | Did you mean “touch”?',
    ],
    [{ is: 'exit-intent', __proto: 1 }, '$.checks[0].when.__proto | “__proto” is not known here. | Take it out.'],
    [
      { all: [{ is: 'page', paths: ['shop'] }] },
      '$.checks[0].when.all[0].paths[0] | This is not written as it must be. | A path begins with /',
    ],
    [
      { is: 'referrer', hosts: ['https://a.example'] },
      '$.checks[0].when.hosts[0] | This is not written as it must be. | A host is written in small letters',
    ],
    [{ is: 'scroll', percent: 101 }, '$.checks[0].when.percent | This is too large. | Write 100 or less.'],
    [
      { is: 'local-time', from: '9:00' },
      '$.checks[0].when.from | This is not written as it must be. | A time of day is written 09:30',
    ],
  ])('CHK16 %j', (condition, fault) => expect(when(condition).join('\n')).toContain(fault));

  test('CHK16 a time zone that there is none of', () => {
    expect(faultsOf({ checks: [], opening: { zone: 'Europa/London', week: {} } })[0]).toContain('$.opening.zone');
  });
});

describe('CHK17 conditions that say nothing', () => {
  test.each([
    [{ all: [scroll(20), { not: scroll(10) }] }, '$.checks[0].when.all[1].not'],
    [
      { all: [{ is: 'visits', atLeast: 3 }, { any: [{ is: 'visits', atMost: 2 }, scroll(5)] }] },
      '$.checks[0].when.all[1].any[0]',
    ],
    [
      {
        all: [
          { is: 'page', paths: ['/a'] },
          { is: 'page', paths: ['/b', '/c/*'] },
        ],
      },
      '$.checks[0].when.all[1]',
    ],
    [
      {
        all: [
          { is: 'language', languages: ['de'] },
          { is: 'language', languages: ['en'] },
        ],
      },
      '$.checks[0].when.all[1]',
    ],
    [
      {
        all: [
          { is: 'local-time', days: ['mon'] },
          { is: 'local-time', days: ['wed'], from: '22:00', to: '04:00' },
        ],
      },
      '$.checks[0].when.all[1]',
    ],
    [{ not: { any: [{ is: 'exit-intent' }, { not: { is: 'exit-intent' } }] } }, '$.checks[0].when.not.any[1].not'],
    [{ any: [scroll(20), { not: scroll(20) }] }, '$.checks[0].when.any[1].not'],
    [{ any: [scroll(20), scroll(20)] }, '$.checks[0].when.any[1]'],
    [{ is: 'visits', atLeast: 3, atMost: 2 }, '$.checks[0].when.atMost'],
    [{ is: 'visits', atLeast: 1 }, '$.checks[0].when.atLeast'],
    [{ is: 'visits' }, '$.checks[0].when'],
    [{ is: 'local-time', from: '09:00', to: '09:00' }, '$.checks[0].when.to'],
    [{ is: 'value', name: 'plan', compare: 'at-least', to: 'x' }, '$.checks[0].when.to'],
    [{ is: 'opening-hours' }, '$.checks[0].when'],
  ])('CHK17 %j', (condition, path) => expect(when(condition).map((fault) => fault.split(' | ')[0])).toEqual([path]));

  test.each<[unknown]>([
    [{ all: [scroll(20), { not: scroll(30) }] }],
    [
      {
        all: [
          { is: 'page', paths: ['/a/*'] },
          { is: 'page', paths: ['/a/b'] },
        ],
      },
    ],
    [
      {
        all: [
          { is: 'language', languages: ['en'] },
          { is: 'language', languages: ['en-GB'] },
        ],
      },
    ],
    [
      {
        all: [
          { is: 'local-time', days: ['mon'] },
          { is: 'local-time', clock: 'visitor', days: ['tue'] },
        ],
      },
    ],
    [{ any: [scroll(20), { is: 'exit-intent' }, { not: { is: 'idle', seconds: 5 } }] }],
  ])('CHK17 %j says something, and is let in', (condition) => expect(when(condition)).toEqual([]));
});

describe('CHK18 questions', () => {
  const choices = (...next: (string | undefined)[]) =>
    next.map((to, at) => ({ label: `${at}`, ...(to && { next: to }) }));

  test.each([
    [
      'a circle',
      [
        { id: 'a', text: '?' },
        { id: 'b', text: '?', next: 'a' },
      ],
      '[1].next | The questions go round in a circle: a, b, a.',
    ],
    [
      'itself',
      [{ id: 'a', text: '?', choices: choices('a', 'end') }],
      '[0].choices[0].next | The questions go round in a circle: a, a.',
    ],
    [
      'no way',
      [
        { id: 'a', text: '?', next: 'end' },
        { id: 'b', text: '?' },
      ],
      '[1] | No answer leads to this question.',
    ],
    [
      'nowhere',
      [{ id: 'first', text: '?', next: 'frist' }],
      '[0].next | There is no question “frist”. | Did you mean “first”?',
    ],
    [
      'never followed',
      [
        { id: 'a', text: '?', choices: choices('b', 'b'), next: 'end' },
        { id: 'b', text: '?' },
      ],
      '[0].next | This is never followed',
    ],
    [
      'twins',
      [
        { id: 'a', text: '?' },
        { id: 'a', text: '?' },
      ],
      '[1].id | Another question is called “a”',
    ],
    [
      'same labels',
      [{ id: 'a', text: '?', choices: [{ label: 'x' }, { label: 'x' }] }],
      '[0].choices[1].label | “x” stands here twice.',
    ],
  ])('CHK18 %s', (_name, questions, fault) => {
    expect(asking(...questions)[0]).toContain(`$.checks[0].then[0].questions${fault}`);
  });

  test('CHK18 branches that meet again are let in', () => {
    const questions = [
      { id: 'a', text: '?', choices: choices('b', 'c') },
      { id: 'b', text: '?', next: 'd' },
      { id: 'c', text: '?' },
      { id: 'd', text: '?', optional: true },
    ];
    expect(asking(...questions)).toEqual([]);
  });
});

test('CHK19 actions that undo each other, or stand there twice', () => {
  expect(then({ do: 'hide' }, { do: 'open' })).toEqual([
    '$.checks[0].then[1] | The box cannot be hidden and opened. | Make two checks of it.',
  ]);
  expect(then({ do: 'open' }, { do: 'open' })[0]).toContain('“open” stands here twice');
  expect(then({ do: 'prompt', text: 'Hello' }, { do: 'open' })).toEqual([]);
});

test('CHK20 a pattern made to be costly is not', () => {
  const pattern = `/${'**a*'.repeat(49)}b`;
  const text = `/${'a'.repeat(2_000)}`;
  const beganAt = performance.now();
  expect(fitsGlob(pattern, text)).toBe(false);
  // As a regular expression this would outlive the page. The bound is slack, for busy machines.
  expect(performance.now() - beganAt).toBeLessThan(500);
});

test.each([
  ['/shop/*', '/shop/teapot', true],
  ['/shop/*', '/shop/tea/pot', false],
  ['/shop/**', '/shop/tea/pot', true],
  ['/a.c', '/abc', false],
  ['/(a+)+$', '/(a+)+$', true],
  ['*', '', true],
  ['**b', 'aab', true],
  ['/SHOP', '/shop', true],
])('CHK20 %s and %s: %s', (pattern, text, fits) => expect(fitsGlob(pattern, text)).toBe(fits));

test('CHK21 opening hours that run backwards, overlap, or are of no day', () => {
  const week = {
    mon: [{ from: '17:00', to: '09:00' }],
    tue: [
      { from: '09:00', to: '12:00' },
      { from: '11:00', to: '13:00' },
    ],
  };
  const holidays = [{ date: '2026-02-30' }, { date: '2026-12-25' }, { date: '2026-12-25' }];
  expect(
    faultsOf({ checks: [], opening: { zone: 'UTC', week, holidays } }).map((fault) => fault.split(' | ')[0]),
  ).toEqual([
    '$.opening.week.mon[0].to',
    '$.opening.week.tue[1]',
    '$.opening.holidays[0].date',
    '$.opening.holidays[2].date',
  ]);
});

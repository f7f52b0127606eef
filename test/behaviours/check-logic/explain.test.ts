import { describeCondition, explainCheck, flagsOf, servedChecks } from '@handlr/core';
import { type Check, checkFlags, type Condition } from '@handlr/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { condition } from './arbitrary.ts';

test.each<[Condition, string]>([
  [{ is: 'page', paths: ['/shop/*', '/sale'] }, 'you are on /shop/* or /sale'],
  [{ not: { is: 'opening-hours' } }, 'we are closed now'],
  [
    { not: { any: [{ is: 'agents-available' }, { is: 'opening-hours' }] } },
    'nobody is here to answer now and we are closed now',
  ],
  [{ is: 'past-chats', atMost: 0 }, 'you have never chatted with us'],
  [
    {
      all: [
        { is: 'visits', atLeast: 2 },
        { is: 'idle', seconds: 60 },
        { is: 'language', languages: ['de'] },
      ],
    },
    'you have been here at least 2 times, you have done nothing on this page for 1 minute, and your browser’s language is German',
  ],
])('CHK14 %j', (when, words) => expect(explainCheck({ when })).toBe(`You see this because ${words}.`));

test('CHK14 the site’s own words stand in place of these', () => {
  expect(explainCheck({ when: { is: 'exit-intent' }, why: 'Many ask about delivery.' })).toBe(
    'Many ask about delivery.',
  );
});

test('CHK14 every part of a condition is spoken of', () => {
  fc.assert(
    fc.property(condition, (when) => {
      const words = describeCondition(when);
      const leaves = JSON.stringify(when).match(/"is"/g)?.length ?? 0;
      expect(words.split(/, and | and |, or | or |, /).length).toBeGreaterThanOrEqual(leaves);
      expect(words).not.toMatch(/undefined|NaN|\[object/);
    }),
    { numRuns: 500, seed: 14 },
  );
});

const check = (fields: Partial<Check> = {}): Check => ({
  id: 'a',
  name: 'For staff alone',
  on: true,
  when: { is: 'exit-intent' },
  then: [{ do: 'open' }],
  scope: 'page',
  ...fields,
});

test('CHK13 browsers are sent what is on, and nothing that is for staff', () => {
  const holidays = [{ date: '2026-12-25', name: 'Party at Jo’s' }];
  const served = servedChecks({
    opening: { zone: 'UTC', week: {}, holidays },
    checks: [check(), check({ id: 'b', on: false })],
  });
  expect(served.checks.map(({ id }) => id)).toEqual(['a']);
  expect(JSON.stringify(served)).not.toMatch(/staff|Jo|"on"/);
});

const { beforeOpening, afterOpening, withHistory, availability } = checkFlags;
test.each<[string, Partial<Check>[], number]>([
  ['no checks', [], 0],
  ['only ones that are off', [{ on: false }], 0],
  ['opens', [{}], beforeOpening],
  ['asks', [{ then: [{ do: 'ask', questions: [{ id: 'q', text: '?' }] }] }], afterOpening],
  ['prompts', [{ then: [{ do: 'prompt', text: 'Hello' }] }], withHistory],
  [
    'prompts and chooses',
    [
      {
        then: [
          { do: 'prompt', text: 'x' },
          { do: 'language', language: 'de' },
        ],
      },
    ],
    beforeOpening + withHistory,
  ],
  ['beyond the page', [{ scope: 'visit' }], withHistory],
  ['visits', [{ when: { is: 'visits', atLeast: 2 } }], withHistory],
  [
    'visits or else',
    [{ when: { any: [{ is: 'visits', atLeast: 2 }, { is: 'agents-available' }] } }],
    beforeOpening + withHistory + availability,
  ],
])('CHK13 the loader is told of %s', (_name, list, flags) => {
  const checks = list.map((fields, at) => check({ id: `c${at}`, ...fields }));
  expect(flagsOf(servedChecks({ checks }))).toBe(flags);
});

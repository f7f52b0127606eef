import { type CheckFacts, evaluate, needsHistory, unknownFacts, type Verdict } from '@handlr/core';
import type { LeafCondition, OpeningHours } from '@handlr/protocol';
import { describe, expect, test } from 'vitest';

const nowMs = Date.parse('2026-11-25T10:00Z'); // a Wednesday
const visitor: CheckFacts = {
  ...unknownFacts(nowMs),
  path: '/Shop/teapot/',
  origin: { referrerHost: 'www.search.example', campaign: { source: 'letter' } },
  onPageMs: 30_000,
  scrollPercent: 50,
  idleMs: 10_000,
  exitIntent: true,
  languages: ['pt-BR', 'en'],
  zone: 'America/New_York',
  capabilities: ['touch'],
  values: { plan: 'Pro', basket: 70 },
  agentsAvailable: true,
  history: {
    visits: 3,
    pastChats: 0,
    visit: { referrerHost: null, campaign: {} },
    first: { referrerHost: 'news.example', campaign: { source: 'spring' } },
  },
};
const opening: OpeningHours = {
  zone: 'Europe/London',
  week: { wed: [{ from: '09:00', to: '12:00' }] },
  holidays: [{ date: '2026-12-23' }, { date: '2026-12-24', spans: [{ from: '09:00', to: '10:00' }] }],
};

const cases: readonly (readonly [LeafCondition, Verdict])[] = [
  [{ is: 'page', paths: ['/shop/*'] }, true],
  [{ is: 'page', paths: ['/shop'] }, false],
  [{ is: 'page', paths: ['/help', '/**pot'] }, true],
  [{ is: 'referrer', hosts: ['*.search.example'] }, true],
  [{ is: 'referrer', of: 'visit', hosts: ['direct'] }, true],
  [{ is: 'referrer', of: 'first', hosts: ['direct'] }, false],
  [{ is: 'campaign', field: 'source', values: ['let*'] }, true],
  [{ is: 'campaign', of: 'first', field: 'source', values: ['let*'] }, false],
  [{ is: 'campaign', field: 'medium', values: ['letter'] }, false],
  [{ is: 'visits', atLeast: 3 }, true],
  [{ is: 'visits', atMost: 2 }, false],
  [{ is: 'past-chats', atMost: 0 }, true],
  [{ is: 'time-on-page', seconds: 30 }, true],
  [{ is: 'time-on-page', seconds: 31 }, false],
  [{ is: 'idle', seconds: 10 }, true],
  [{ is: 'scroll', percent: 51 }, false],
  [{ is: 'exit-intent' }, true],
  [{ is: 'language', languages: ['pt'] }, true],
  [{ is: 'language', languages: ['en'] }, false],
  [{ is: 'local-time', days: ['wed'], from: '09:00', to: '11:00' }, true],
  [{ is: 'local-time', clock: 'visitor', from: '09:00', to: '11:00' }, false],
  [{ is: 'local-time', days: ['tue'], from: '22:00', to: '11:00' }, true],
  [{ is: 'opening-hours' }, true],
  [{ is: 'agents-available' }, true],
  [{ is: 'capability', capability: 'mouse' }, false],
  [{ is: 'value', name: 'plan', compare: 'equals', to: 'pro' }, true],
  [{ is: 'value', name: 'plan', compare: 'differs', to: 'free' }, true],
  [{ is: 'value', name: 'plan', compare: 'contains', to: 'r' }, true],
  [{ is: 'value', name: 'basket', compare: 'at-least', to: 70 }, true],
  [{ is: 'value', name: 'basket', compare: 'at-most', to: 69 }, false],
  [{ is: 'value', name: 'nothing', compare: 'differs', to: 'x' }, false],
  [{ is: 'value', name: 'toString', compare: 'is-set' }, false],
];

test.each(cases)('CHK1 %j is %s', (condition, verdict) => {
  expect(evaluate(condition, visitor, opening).verdict).toBe(verdict);
});

test.each(cases)('CHK12 %j is withheld without history exactly when it needs it', (condition) => {
  const { verdict } = evaluate(condition, { ...visitor, history: 'withheld' }, opening);
  expect(verdict === 'withheld').toBe(needsHistory(condition));
});

test('CHK4 what this browser has no word for is unknown, and nothing throws', () => {
  const strange: LeafCondition = JSON.parse('{"is":"phase-of-the-moon"}');
  expect(evaluate(strange, visitor).verdict).toBe('unknown');
  expect(evaluate({ not: strange }, visitor).verdict).toBe('unknown');
  const nowhere = { zone: 'Nowhere/Atlantis', week: {} };
  expect(evaluate({ is: 'opening-hours' }, visitor, nowhere).verdict).toBe('unknown');
  expect(evaluate({ is: 'local-time', from: '09:00' }, visitor, nowhere).verdict).toBe('unknown');
});

test('CHK5 a condition of time says when it is to be looked at again', () => {
  const again = (condition: LeafCondition) => evaluate(condition, visitor, opening).againAtMs;
  expect(again({ is: 'time-on-page', seconds: 40 })).toBe(nowMs + 10_000);
  expect(again({ is: 'idle', seconds: 15 })).toBe(nowMs + 5_000);
  expect(again({ is: 'opening-hours' })).toBe(nowMs + 60_000);
  expect(again({ is: 'page', paths: ['/'] })).toBe(Infinity);
});

describe('CHK21 opening hours by the site’s own clocks', () => {
  const isOpen = (at: string) =>
    evaluate({ is: 'opening-hours' }, { ...visitor, nowMs: Date.parse(at) }, opening).verdict;

  test.each([
    ['2026-11-25T08:59:59.999Z', false],
    ['2026-11-25T09:00Z', true],
    ['2026-11-25T11:59:59.999Z', true],
    ['2026-11-25T12:00Z', false],
    // In summer the same nine o'clock is an hour earlier.
    ['2026-07-01T08:00Z', true],
    ['2026-07-01T11:00Z', false],
    // A Wednesday that is a holiday, and a Thursday that is open for once.
    ['2026-12-23T10:00Z', false],
    ['2026-12-24T09:30Z', true],
    ['2026-11-26T10:00Z', false],
  ])('CHK21 at %s: %s', (at, expected) => expect(isOpen(at)).toBe(expected));
});

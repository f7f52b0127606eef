import { beginsVisit, followSession, type SessionState } from '@handlr/core';
import { describe, expect, test } from 'vitest';
import { invariants } from './invariants.ts';

const core = { followSession, beginsVisit };

test.each(Object.keys(invariants))('%s', (name) => {
  expect(() => invariants[name]?.(core)).not.toThrow();
});

/** The last sign before and the first after a moment. */
function across(momentMs: number, midnight: string, secondsAround: readonly [number, number] = [-1, 1]) {
  const policy = { idleMinutes: 30, midnight };
  const [before, after] = secondsAround.map((seconds) => momentMs + seconds * 1000);
  const state: SessionState = { number: 4, began: 'idle', lastActiveAt: before ?? 0, campaign: '' };
  const [next, begins] = followSession(state, { campaign: '' }, policy, after ?? 0);
  return begins ? next.began : null;
}

describe('SES4 midnight of the site’s time zone', () => {
  test.each([
    ['the night clocks go forward in Berlin', 'Europe/Berlin', '2026-03-28T23:00:00Z'],
    ['the night after', 'Europe/Berlin', '2026-03-29T22:00:00Z'],
    ['the night clocks go back in Berlin', 'Europe/Berlin', '2026-10-24T22:00:00Z'],
    ['the night after that', 'Europe/Berlin', '2026-10-25T23:00:00Z'],
    ['where midnight itself is skipped, in Beirut', 'Asia/Beirut', '2026-03-28T22:00:00Z'],
    ['in a zone of a quarter of an hour', 'Asia/Kathmandu', '2026-06-01T18:15:00Z'],
  ])('SES4 begins one: %s', (_words, zone, moment) => {
    const momentMs = Date.parse(moment);
    expect(across(momentMs, zone)).toBe('midnight');
    expect(across(momentMs, zone, [-2, -1])).toBeNull();
    expect(across(momentMs, zone, [0, 1])).toBeNull();
  });

  test.each([
    ['forward', 'Europe/Berlin', '2026-03-29T01:00:00Z'],
    ['back', 'Europe/Berlin', '2026-10-25T01:00:00Z'],
    ['back over midnight, in Havana', 'America/Havana', '2026-11-01T05:00:00Z'],
  ])('SES4 the change of the clocks itself begins none: %s', (_words, zone, moment) => {
    expect(across(Date.parse(moment), zone)).toBeNull();
  });
});

test('SES1 a device that lost its session goes on counting from the visits that it knows', () => {
  const [state, begins] = followSession(null, { campaign: '', known: 7 }, { idleMinutes: 30 }, 0);
  expect([state.number, state.began, begins]).toEqual([7, 'first', true]);
});

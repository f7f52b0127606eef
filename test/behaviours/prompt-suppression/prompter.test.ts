import * as core from '@handlr/core';
import { type PromptCircumstances, type PromptEvent, startPrompter, stepPrompter } from '@handlr/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findBreaches, stories } from './simulation.ts';

const nowMs = Date.UTC(2026, 10, 24, 12);
const offer = { checkId: 'shipping-help', campaign: 'shipping' };
const circumstances: PromptCircumstances = {
  policy: {},
  hasHistory: true,
  isBanned: false,
  isBoxOpen: false,
  hasChat: false,
  isVisible: true,
  isDismissed: false,
  session: 1,
  memory: core.noteSeen(null, 1, nowMs),
};

/** One tab; answers what the last of these events brought about. */
function run(events: readonly (PromptEvent & { readonly atMs?: number })[], from = circumstances) {
  let state = startPrompter(from);
  let last: readonly core.PromptEffect[] = [];
  for (const { atMs = nowMs, ...event } of events) [state, last] = stepPrompter(state, event, atMs);
  return { last, state, names: last.map((effect) => effect.do) };
}

const wanted = { type: 'wanted', offer, ticket: '5' } as const;
const woken = { type: 'woke', atMs: nowMs + core.claimMs } as const;

test('PRS10 a tab claims a prompt, waits, and gives way to a lower ticket', () => {
  expect(run([wanted]).last).toEqual([
    { do: 'tell', word: { says: 'claim', ticket: '5' } },
    { do: 'wake', atMs: nowMs + core.claimMs },
  ]);
  expect(run([wanted, { type: 'woke', atMs: nowMs + core.claimMs - 1 }]).last).toEqual([]);
  const heard = (ticket: string) => ({ type: 'heard', word: { says: 'claim', ticket } }) as const;
  expect(run([wanted, heard('4'), woken]).names).toEqual([]);
  expect(run([wanted, heard('6')]).last).toEqual([{ do: 'tell', word: { says: 'claim', ticket: '5' } }]);
  expect(run([wanted, heard('6'), woken]).names).toContain('show');
  expect(run([wanted, woken, heard('4')]).last).toEqual([]);
  expect(run([wanted, { type: 'heard', word: { says: 'shown' } }, woken]).names).toEqual([]);
});

test('PRS10 one that another tab has shown meanwhile is not shown', () => {
  const memory = core.noteShown(core.noteSeen(null, 1, nowMs), 'other', nowMs);
  expect(run([wanted, { type: 'changed', circumstances: { memory } }, woken]).names).toEqual([]);
});

test('PRS1 PRS10 a session that begins while a prompt is claimed counts the one before as a visit', () => {
  const changed = (policy: PromptCircumstances['policy']) =>
    ({ type: 'changed', circumstances: { session: 2, policy } }) as const;
  expect(run([wanted, changed({}), woken]).names).toEqual([]);
  expect(run([wanted, changed({ afterVisitMinutes: 0 }), woken]).names).toContain('show');
});

test('PRS11 a prompt is remembered before it is shown', () => {
  const { last, names } = run([wanted, woken]);
  expect(names).toEqual(['keep', 'tell', 'show']);
  expect(last[0]).toMatchObject({ memory: { prompts: [{ at: nowMs + core.claimMs, campaign: 'shipping' }] } });
});

test('PRS12 a dismissal closes the prompt here and is told; an answer too', () => {
  const { last, names } = run([wanted, woken, { type: 'dismissed', atMs: nowMs + 900 }]);
  expect(names).toEqual(['keep-dismissal', 'tell', 'keep', 'close']);
  expect(last[2]).toMatchObject({ memory: { dismissedAt: nowMs + 900 } });
  expect(run([wanted, woken, { type: 'heard', word: { says: 'dismissed' } }]).names).toEqual([
    'keep-dismissal',
    'close',
  ]);
  expect(run([{ type: 'heard', word: { says: 'dismissed' } }, wanted]).names).toEqual([]);
  expect(run([wanted, woken, { type: 'answered' }]).last).toEqual([
    { do: 'tell', word: { says: 'answered' } },
    { do: 'close' },
  ]);
  expect(run([wanted, woken, { type: 'heard', word: { says: 'answered' } }]).names).toEqual(['close']);
});

test.each([
  { hasHistory: false },
  { isBanned: true },
  { isBoxOpen: true },
  { hasChat: true },
  { policy: { off: true } },
] as const)('PRS13 %o closes the prompt', (changed) => {
  expect(run([wanted, woken, { type: 'changed', circumstances: changed }]).names).toEqual(['close']);
});

test('PRS13 another window that is looked at instead leaves it where it is', () => {
  expect(run([wanted, woken, { type: 'changed', circumstances: { isVisible: false } }]).names).toEqual([]);
});

test('PRS14 without history nothing is remembered', () => {
  const without = { ...circumstances, hasHistory: false, memory: null };
  for (const type of ['seen', 'chatted'] as const) expect(run([{ type }], without).names).toEqual([]);
  const withdrawn = run([wanted, woken, { type: 'changed', circumstances: { hasHistory: false } }, { type: 'seen' }]);
  expect([withdrawn.names, withdrawn.state.circumstances.memory]).toEqual([[], null]);
});

test('PRS10 PRS11 PRS12 PRS13 PRS14 hold in every order of a thousand', () => {
  fc.assert(
    fc.property(stories, (given) => {
      expect([...findBreaches(core, given)]).toEqual([]);
    }),
    { numRuns: 1_000 },
  );
});

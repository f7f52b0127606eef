import { mayPrompt, noteSeen, noteShown, type PromptCircumstances, type PromptMemory } from '@handlr/core';
import { defaultPromptPolicy, limits } from '@handlr/protocol';
import { expect, test } from 'vitest';

const nowMs = Date.UTC(2026, 10, 24, 12);
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const memory = (fields: Partial<PromptMemory> = {}): PromptMemory => ({
  ...noteSeen(null, 1, nowMs - 10 * minuteMs),
  ...fields,
});
const circumstances = (fields: Partial<PromptCircumstances> = {}): PromptCircumstances => ({
  policy: {},
  hasHistory: true,
  isBanned: false,
  isBoxOpen: false,
  hasChat: false,
  isVisible: true,
  isDismissed: false,
  session: 1,
  memory: memory(),
  ...fields,
});
const ask = (fields: Partial<PromptCircumstances> = {}, atMs = nowMs, campaign = 'shipping') =>
  mayPrompt(circumstances(fields), campaign, atMs);
const reasons = (...asked: Parameters<typeof ask>) => ask(...asked).reasons.map(({ reason }) => reason);
const shownAt = (...times: number[]) => memory({ prompts: times.map((at) => ({ at, campaign: 'shipping' })) });

test('PRS1 a visit is a session, and the one before is remembered by its end', () => {
  const first = noteSeen(null, 4, nowMs);
  expect(first).toMatchObject({ visitBeganAt: nowMs, earlierVisitAt: null });
  expect(noteSeen(first, 4, nowMs + 1)).toBe(first);
  // However long the pause: what ends a session, its own core decides.
  const later = noteSeen(first, 4, nowMs + 3 * hourMs);
  expect(later).toMatchObject({ visitBeganAt: nowMs, seenAt: nowMs + 3 * hourMs, earlierVisitAt: null });
  const again = noteSeen(first, 5, nowMs + minuteMs);
  expect(again).toMatchObject({ session: 5, visitBeganAt: nowMs + minuteMs, earlierVisitAt: nowMs });
});

test('PRS2 the newest prompts of each campaign are remembered, and none for longer than caps look back', () => {
  let kept = memory();
  for (let count = 0; count < limits.promptCap + 3; count += 1) kept = noteShown(kept, 'shipping', nowMs + count);
  kept = noteShown(kept, 'returns', nowMs + 100);
  expect(kept.prompts.filter(({ campaign }) => campaign === 'shipping')).toHaveLength(limits.promptCap);
  expect(kept.prompts[0]).toEqual({ at: nowMs + 100, campaign: 'returns' });
  expect(noteShown(kept, 'returns', nowMs + limits.promptMemoryDays * dayMs + 100).prompts).toHaveLength(1);
});

test('PRS3 without history nobody is prompted, and on a site that switched prompts off', () => {
  expect(reasons()).toEqual([]);
  expect(reasons({ hasHistory: false, memory: null })).toEqual(['no-consent']);
  expect(reasons({ policy: { off: true } })).toEqual(['off']);
});

test('PRS4 nobody is prompted who is banned, has the box open, is in a chat or looks elsewhere', () => {
  expect(reasons({ isBanned: true })).toEqual(['banned']);
  expect(reasons({ isBoxOpen: true })).toEqual(['box-open']);
  expect(reasons({ hasChat: true })).toEqual(['chat']);
  expect(reasons({ isVisible: false })).toEqual(['page-hidden']);
});

test.each([
  ['prompted-recently', 60, (at: number) => memory({ prompts: [{ at, campaign: 'other' }], visitBeganAt: at + 1 })],
  ['dismissed-recently', 7 * 24 * 60, (at: number) => memory({ dismissedAt: at })],
  ['chatted-recently', 24 * 60, (at: number) => memory({ chattedAt: at })],
  ['visited-recently', 24 * 60, (at: number) => memory({ earlierVisitAt: at })],
] as const)('PRS5 %s ends on the millisecond, by default after %i minutes', (reason, minutes, remembered) => {
  const endMs = nowMs + minutes * minuteMs;
  expect(ask({ memory: remembered(nowMs) }, endMs - 1).reasons).toEqual([{ reason, untilMs: endMs }]);
  expect(reasons({ memory: remembered(nowMs) }, endMs)).toEqual([]);
});

test('PRS5 a site sets its windows, and none is 0', () => {
  const policy = { afterDismissalMinutes: 5, afterVisitMinutes: 0 };
  const both = memory({ dismissedAt: nowMs, earlierVisitAt: nowMs });
  expect(reasons({ policy, memory: both }, nowMs + 5 * minuteMs - 1)).toEqual(['dismissed-recently']);
  expect(reasons({ policy, memory: both }, nowMs + 5 * minuteMs)).toEqual([]);
});

test('PRS6 a dismissal holds for the session, whatever the windows are', () => {
  expect(reasons({ isDismissed: true, policy: { afterDismissalMinutes: 0 } }, nowMs + 400 * dayMs)).toEqual([
    'dismissed',
  ]);
});

test('PRS7 caps hold in a visit, in any 24 hours and within a campaign', () => {
  const policy = { afterPromptMinutes: 0, perVisit: 2, perDay: 3, perCampaign: 4, campaignDays: 2 };
  const at = (hours: number) => nowMs + hours * hourMs;
  const later = (...hours: number[]) => ({ ...shownAt(...hours.map(at).reverse()), visitBeganAt: at(1) });
  expect(reasons({ policy, memory: later(0, 2) }, at(3))).toEqual([]);
  expect(reasons({ policy, memory: later(0, 2, 3) }, at(4))).toEqual(['visit-cap', 'day-cap']);
  expect(reasons({ policy: { ...policy, perVisit: 10 }, memory: later(0, 2, 3) }, at(24))).toEqual([]);
  const wide = { ...policy, perVisit: 10, perDay: 10 };
  expect(ask({ policy: wide, memory: later(0, 2, 3, 30) }, at(31)).reasons).toEqual([
    { reason: 'campaign-cap', untilMs: at(48) },
  ]);
  expect(reasons({ policy: wide, memory: later(0, 2, 3, 30) }, at(31), 'returns')).toEqual([]);
  expect(reasons({ policy: { ...wide, perCampaign: 0 } }, at(400))).toEqual(['campaign-cap']);
});

test('PRS8 every reason is told, in one order, with the time at which it ends', () => {
  const all = ask({
    hasHistory: false,
    policy: { off: true },
    isBanned: true,
    isBoxOpen: true,
    hasChat: true,
    isVisible: false,
    isDismissed: true,
    memory: {
      ...shownAt(nowMs - 3, nowMs - 4, nowMs - 5),
      dismissedAt: nowMs,
      chattedAt: nowMs,
      earlierVisitAt: nowMs,
    },
  });
  expect(all.may).toBe(false);
  expect(all.reasons.map(({ reason }) => reason)).toEqual([
    'no-consent',
    'off',
    'banned',
    'box-open',
    'chat',
    'page-hidden',
    'dismissed',
    'prompted-recently',
    'dismissed-recently',
    'chatted-recently',
    'visited-recently',
    'visit-cap',
    'day-cap',
    'campaign-cap',
  ]);
  const { perDay } = defaultPromptPolicy;
  expect(all.reasons.find(({ reason }) => reason === 'day-cap')?.untilMs).toBe(nowMs - 5 + (3 - perDay) + dayMs);
});

test('PRS9 between two prompts are ten seconds at the least', () => {
  const policy = { afterPromptMinutes: 0, perVisit: 10, perDay: 10 };
  expect(reasons({ policy, memory: shownAt(nowMs) }, nowMs + 9_999)).toEqual(['prompted-recently']);
  expect(reasons({ policy, memory: shownAt(nowMs) }, nowMs + 10_000)).toEqual([]);
});

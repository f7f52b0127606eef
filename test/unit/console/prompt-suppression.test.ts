import { promptReasons, readChecks, unknownFacts } from '@handlr/core';
import { defaultPromptPolicy, limits, success } from '@handlr/protocol';
import { describe, expect, test, vi } from 'vitest';
import { createChecksEditor, withPrompts } from '../../../packages/console/src/check-logic/checks-editor.ts';
import { noPromptPast, verdictOf } from '../../../packages/console/src/prompt-suppression/prompt-past.ts';
import {
  durationWords,
  inPlainUnits,
  leftWords,
  reasonWords,
  unitOf,
} from '../../../packages/console/src/prompt-suppression/prompt-words.ts';

const nowMs = Date.parse('2026-11-25T12:00Z');
const agreed = {
  visits: 1,
  pastChats: 0,
  visit: { referrerHost: null, campaign: {} },
  first: { referrerHost: null, campaign: {} },
};
const facts = { ...unknownFacts(nowMs), history: agreed };
const reasonsOf = (past: Partial<typeof noPromptPast>, policy = {}) =>
  verdictOf({ ...noPromptPast, ...past }, policy, facts, 'help').reasons.map(({ reason }) => reason);

describe('tried out', () => {
  test('every reason has words of its own', () => {
    expect(Object.keys(reasonWords)).toEqual([...promptReasons]);
    expect(new Set(Object.values(reasonWords)).size).toBe(promptReasons.length);
  });

  test('a visitor without a past, who looks at the page, is prompted; one who has not agreed is not', () => {
    expect(verdictOf(noPromptPast, {}, facts, 'help').may).toBe(true);
    expect(verdictOf(noPromptPast, {}, unknownFacts(nowMs), 'help').reasons).toEqual([
      { reason: 'no-consent', untilMs: null },
    ]);
  });

  test.each([
    [{ doing: 'banned' }, ['banned']],
    [{ doing: 'box' }, ['box-open']],
    [{ doing: 'chat' }, ['chat']],
    [{ doing: 'elsewhere' }, ['page-hidden']],
    [{ dismissedMinutes: 5 }, ['dismissed', 'dismissed-recently']],
    [{ dismissedMinutes: 60 }, ['dismissed-recently']],
    [{ dismissedMinutes: defaultPromptPolicy.afterDismissalMinutes }, []],
    [{ chattedMinutes: 60 }, ['chatted-recently']],
    [{ earlierVisitMinutes: 60 }, ['visited-recently']],
    [{ shown: 1, shownMinutes: 5 }, ['prompted-recently', 'visit-cap']],
    [{ shown: 3, shownMinutes: 120 }, ['day-cap', 'campaign-cap']],
    [{ shown: 3, shownMinutes: 120, isSameCampaign: false }, ['day-cap']],
  ] as const)('%j', (past, reasons) => {
    expect(reasonsOf(past)).toEqual(reasons);
  });

  test('what the site lays down counts, and what is left empty is as usual', () => {
    expect(reasonsOf({}, { off: true })).toEqual(['off']);
    expect(reasonsOf({ chattedMinutes: 60 }, { afterChatMinutes: 30 })).toEqual([]);
    expect(reasonsOf({ chattedMinutes: 60 }, { afterChatMinutes: undefined })).toEqual(['chatted-recently']);
  });
});

describe('words of time', () => {
  test.each([
    [0, '0 minutes'],
    [1, '1 minute'],
    [90, '90 minutes'],
    [60, '1 hour'],
    [1440, '1 day'],
    [525_600, '365 days'],
  ])('%i minutes', (minutes, words) => expect(durationWords(minutes)).toBe(words));

  test('the rest of a window is rounded up', () => {
    expect([leftWords(1), leftWords(61 * 60_000), leftWords(23.8 * 3_600_000)]).toEqual([
      '1 minute',
      '61 minutes',
      '1 day',
    ]);
    expect(unitOf(2 * 1440)).toBe('days');
  });

  test('a bound in minutes is said in the plainest unit, and others as they are', () => {
    const read = readChecks({ prompts: { afterPromptMinutes: 1e6, perDay: 99 }, checks: [] });
    expect(inPlainUnits(read.ok ? [] : read.faults).map(({ path, suggestion }) => [path, suggestion])).toEqual([
      ['$.prompts.afterPromptMinutes', 'Write 365 days or less.'],
      ['$.prompts.perDay', `Write ${limits.promptCap} or less.`],
    ]);
  });
});

test('a misspelt rule about prompts is told the word that was meant', () => {
  const read = readChecks({ prompts: { afterPromptMinute: 5 }, checks: [] });
  expect(read).toMatchObject({
    ok: false,
    faults: [{ path: '$.prompts.afterPromptMinute', suggestion: 'Did you mean “afterPromptMinutes”?' }],
  });
});

test('rules about prompts are a part of what is saved, are taken back, and gone where all is as usual', async () => {
  const site = { siteId: 'S'.repeat(22), siteKey: 'shop', name: 'Shop', accent: '#000000', accentText: '#ffffff' };
  const sent: unknown[] = [];
  const editor = createChecksEditor(async (name, payload) => {
    if (name === 'checks:save') sent.push(payload);
    const answers: Readonly<Record<string, unknown>> = {
      'checks:sites': [site],
      'checks:show': { revision: 1, checks: { checks: [] } },
      'checks:save': { revision: 2, faults: [] },
    };
    return JSON.parse(JSON.stringify(success(answers[name])));
  });
  await editor.open();
  editor.change(withPrompts(editor.draft.value, { off: true }));
  editor.undo();
  expect(editor.draft.value).toEqual({ checks: [] });
  editor.redo();
  await editor.save();
  expect(sent).toMatchObject([{ checks: { prompts: { off: true }, checks: [] } }]);
  editor.change(withPrompts(editor.draft.value, undefined));
  expect(editor.draft.value).toEqual({ checks: [] });
});

test('conditions that do not ask for the time are compared without a table of the week', () => {
  const leaves = [
    { is: 'page', paths: ['/shop/**'] },
    { is: 'scroll', percent: 50 },
    { is: 'local-time', from: '22:00', to: '06:00' },
    { not: { is: 'local-time', days: ['sat', 'sun'] } },
    { is: 'time-on-page', seconds: 30 },
  ];
  const check = { id: 'help', name: 'Help', on: true, when: { all: leaves }, then: [{ do: 'open' }], scope: 'page' };
  const tables = vi.spyOn(Array, 'from');
  const fills = vi.spyOn(Array.prototype, 'fill');
  expect(readChecks({ checks: [check] }).ok).toBe(true);
  expect([tables.mock.calls.length, fills.mock.calls.length]).toEqual([0, 0]);
  vi.restoreAllMocks();
});

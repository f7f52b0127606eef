import { readChecks } from '@handlr/core';
import {
  actionKinds,
  actionSchemas,
  conditionKinds,
  conditionSchemas,
  type OpeningHours,
  refusal,
  success,
} from '@handlr/protocol';
import { describe, expect, test } from 'vitest';
import { createChecksEditor } from '../../../packages/console/src/check-logic/checks-editor.ts';
import { beginHistory, edit, redo, undo } from '../../../packages/console/src/check-logic/edit-history.ts';
import {
  linesOfValues,
  localText,
  momentOf,
  valuesOfLines,
} from '../../../packages/console/src/check-logic/fact-words.ts';
import { freshActions, freshConditions } from '../../../packages/console/src/check-logic/kind-words.ts';
import { freshCheck, templates } from '../../../packages/console/src/check-logic/templates.ts';
import type { AgentRequest } from '../../../packages/console/src/transport/transport.ts';

const opening: OpeningHours = { zone: 'UTC', week: { mon: [{ from: '09:00', to: '17:00' }] } };

describe('what the editor begins with', () => {
  test('there are five templates and an empty check, and the gateway would save each', () => {
    expect(templates).toHaveLength(5);
    const checks = [...templates, null].reduce<ReturnType<typeof freshCheck>[]>(
      (all, template) => [...all, freshCheck(template, all)],
      [],
    );
    expect(readChecks({ checks })).toEqual({ ok: true, checks: { checks } });
    const again = freshCheck(templates[0] ?? null, checks);
    expect(checks.map(({ id }) => id)).not.toContain(again.id);
  });

  test('each condition and each action begins as it may be', () => {
    expect(Object.keys(conditionSchemas)).toEqual([...conditionKinds]);
    expect(Object.keys(actionSchemas)).toEqual([...actionKinds]);
    for (const when of Object.values(freshConditions)) {
      const check = { ...freshCheck(null, []), when };
      expect(readChecks({ opening, checks: [check] })).toMatchObject({ ok: true });
    }
    for (const action of Object.values(freshActions)) {
      const check = { ...freshCheck(null, []), then: [action] };
      expect(readChecks({ checks: [check] })).toMatchObject({ ok: true });
    }
  });
});

describe('taking back', () => {
  test('a word is taken back at once, other edits one by one', () => {
    const typed = ['a', 'ab', 'abc'].reduce((history, text) => edit(history, text, 'name'), beginHistory(''));
    const switched = edit(typed, 'ABC');
    expect(undo(switched).present).toBe('abc');
    expect(undo(undo(switched)).present).toBe('');
    expect(undo(undo(undo(switched))).present).toBe('');
    expect(redo(undo(switched)).present).toBe('ABC');
  });

  test('what was taken back is gone after another edit', () => {
    const other = edit(undo(edit(beginHistory('a'), 'b')), 'c');
    expect([redo(other).present, undo(other).present]).toEqual(['c', 'a']);
  });
});

describe('saving', () => {
  const site = { siteId: 'S'.repeat(22), siteKey: 'shop', name: 'Shop', accent: '#000000', accentText: '#ffffff' };

  function createGateway(answerSave: () => unknown) {
    const sent: unknown[] = [];
    const answers: Readonly<Record<string, (payload: unknown) => unknown>> = {
      'checks:sites': () => success([site]),
      'checks:show': () => success({ revision: 3, checks: { checks: [] } }),
      'checks:save': (payload) => {
        sent.push(payload);
        return answerSave();
      },
    };
    const request: AgentRequest = async (name, payload) => JSON.parse(JSON.stringify(answers[name]?.(payload)));
    return { sent, editor: createChecksEditor(request) };
  }

  test('sends what was changed over the revision that was read, and then nothing is unsaved', async () => {
    const { sent, editor } = createGateway(() => success({ revision: 4, faults: [] }));
    await editor.open();
    const check = freshCheck(null, []);
    editor.change({ checks: [check] });
    expect(editor.isChanged.value).toBe(true);
    await editor.save();
    expect(sent).toEqual([{ siteId: site.siteId, revision: 3, checks: { checks: [check] } }]);
    expect([editor.isChanged.value, editor.status.value]).toEqual([false, 'saved']);
  });

  test('sends nothing that has a fault', async () => {
    const { sent, editor } = createGateway(() => success({ revision: 4, faults: [] }));
    await editor.open();
    editor.change({ checks: [{ ...freshCheck(null, []), name: '' }] });
    await editor.save();
    expect([sent, editor.faults.value[0]?.path]).toEqual([[], '$.checks[0].name']);
  });

  test.each([
    ['conflict', () => refusal('conflict')],
    ['not-saved', () => refusal('unavailable')],
    ['not-saved', () => success({ revision: 3, faults: [{ path: '$', text: '', suggestion: '' }] })],
  ] as const)('%s: what was changed stays', async (status, answer) => {
    const { editor } = createGateway(answer);
    await editor.open();
    editor.change({ checks: [freshCheck(null, [])] });
    await editor.save();
    expect([editor.status.value, editor.isChanged.value, editor.draft.value.checks.length]).toEqual([status, true, 1]);
  });
});

test('values are read from lines, numbers and yes and no among them', () => {
  const values = { plan: 'pro', basket: 70, member: true };
  expect(valuesOfLines('plan = pro\nbasket=70\nmember = true\nhalf typed')).toEqual(values);
  expect(valuesOfLines(linesOfValues(values))).toEqual(values);
});

test('a moment goes into a field of date and time and comes back', () => {
  const atMs = Date.parse('2026-11-25T10:20Z');
  expect(momentOf(localText(atMs))).toBe(atMs);
  expect(momentOf('')).toBeNull();
});

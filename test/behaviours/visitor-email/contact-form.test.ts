import { join } from 'node:path';
import * as core from '@handlr/core';
import { checkContact, suggestEmail } from '@handlr/core';
import { describe, expect, test } from 'vitest';
import { loadMutant } from '../../support/load-mutant.ts';
import { brokenRules, type Core, invariants } from './invariants.ts';

const sources = join(import.meta.dirname, '../../../packages/core/src/visitor-email');
const file = 'contact-form.ts';

/** One slip of the pen for each rule. */
const mutants: readonly (readonly [rule: string, from: string, to: string])[] = [
  ['EML10', 'if (state.task !== null) return [state, []];\n  const effect', 'const effect'],
  ['EML11', 'if (problem !== null) return [{ ...state, task: null, isUndoing: false, problem }, []];', ''],
  ['EML12', "task !== 'remove' && task.remember ?", "task !== 'remove' ?"],
  ['EML12', "{ type: 'forget' };", "{ type: 'lapse', atMs: 0 };"],
  ['EML13', '&& !state.isUndoing ? left : null', '? left : null'],
  ['EML13', 'nowMs >= state.undo.untilMs ? [state, []] : begin', 'false ? [state, []] : begin'],
  ['EML13', 'untilMs: nowMs + undoMs }', 'untilMs: nowMs + 2 * undoMs }'],
  ['EML14', '[{ ...state, undo: null }, []]', '[state, []]'],
];

test.each(Object.keys(invariants))('%s: no breach in a thousand runs', (name) => {
  expect(brokenRules(core)).not.toContain(name);
});

describe('a slip in the form’s core is noticed', () => {
  test.each(mutants)('%s, its mutant is noticed: %s', async (rule, from, to) => {
    const mutant = await loadMutant<Core>(sources, { file, from, to });
    expect(brokenRules(mutant).map((name) => name.split(' ')[0])).toContain(rule);
  });

  test('EML10 EML11 EML12 EML13 EML14 each have a mutant', () => {
    const rules = Object.keys(invariants).map((name) => name.split(' ')[0]);
    expect(rules.filter((rule) => !mutants.some(([named]) => named === rule))).toEqual([]);
  });
});

const typed = { email: ' ada@example.org ', telephone: ' +49 (7531) 12-34/5 ', marketing: true };

test('EML15 what is left is trimmed, and the browser decides what an address is', () => {
  expect(checkContact(typed, () => true)).toEqual({
    email: 'ada@example.org',
    telephone: '+49 (7531) 12-34/5',
    marketing: true,
  });
  expect(checkContact(typed, () => false)).toBe('email');
  expect(checkContact({ ...typed, email: '  ' }, () => true)).toBe('email');
  expect(checkContact({ ...typed, email: 'a'.repeat(254) }, () => true)).toMatchObject({ email: 'a'.repeat(254) });
  expect(checkContact({ ...typed, email: 'a'.repeat(255) }, () => true)).toBe('email');
});

test.each(['1234', '1234567890123456', '12345x', 'call me 12345', '++12345', `1234 ${' '.repeat(40)}5`])(
  'EML16 %s is no telephone number',
  (telephone) => expect(checkContact({ ...typed, telephone }, () => true)).toBe('telephone'),
);

test('EML16 a telephone number may be left out', () => {
  expect(checkContact({ ...typed, telephone: ' ' }, () => true)).toMatchObject({ telephone: '' });
});

test.each([
  ['ada@gmial.com', 'ada@gmail.com'],
  ['ada@gmai.com', 'ada@gmail.com'],
  ['ada@gmaill.com', 'ada@gmail.com'],
  ['ada@Hotnail.com', 'ada@hotmail.com'],
  ['ada@outlook.con', 'ada@outlook.com'],
  ['ada@gmail.com', null],
  ['ada@GMAIL.com', null],
  ['ada@example.org', null],
  ['ada@mail.com', null],
  ['gmial.com', null],
  ['', null],
])('EML17 %s is asked about as %s', (email, meant) => expect(suggestEmail(email)).toBe(meant));

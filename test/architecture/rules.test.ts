import { expect, test } from 'vitest';
import { findRuleFaults, statedRules } from './find-rule-faults.ts';

const folder = 'test/behaviours/';
const rules = statedRules('draft.ts', '/*\n * DRA1  What is typed stays.\n * DRA2  What is sent goes.\n */\n');
const tests = [
  { name: 'DRA1 stays over a reload', file: 'test/behaviours/draft/draft.test.ts' },
  { name: 'a message › DRA2 goes when it is sent', file: 'test/unit/draft.test.ts' },
];

test('rules and tests that have each other are left alone', () => {
  expect(rules.map(({ id }) => id)).toEqual(['DRA1', 'DRA2']);
  expect(findRuleFaults(rules, tests, folder)).toEqual([]);
});

test('a rule without a test is found', () => {
  expect(findRuleFaults(rules, tests.slice(0, 1), folder)).toEqual(['draft.ts: no test bears DRA2']);
});

test('a rule that is stated twice is found', () => {
  expect(findRuleFaults([...rules, { id: 'DRA1', file: 'other.ts' }], tests, folder)).toEqual([
    'other.ts: DRA1 is stated a second time',
  ]);
});

test.each([
  ['keeps what is typed', 'bears no rule'],
  ['DRA9 keeps what is typed', 'bears DRA9, which nothing states'],
])('a test of a behaviour that says "%s" is found, and one of another kind is not', (name, fault) => {
  const inBehaviours = { name, file: 'test/behaviours/draft/draft.test.ts' };
  expect(findRuleFaults(rules, [...tests, inBehaviours], folder)).toEqual([`${inBehaviours.file}: "${name}" ${fault}`]);
  expect(findRuleFaults(rules, [...tests, { name, file: 'test/unit/draft.test.ts' }], folder)).toEqual([]);
});

import {
  type CheckFacts,
  forgetPage,
  lookAtChecks,
  noteFired,
  nothingFired,
  unknownFacts,
  walkQuestions,
} from '@handlr/core';
import type { CheckScope, Question, ServedCheck } from '@handlr/protocol';
import { expect, test } from 'vitest';

const origin = { referrerHost: null, campaign: {} };
const agreed: CheckFacts = {
  ...unknownFacts(1_000),
  exitIntent: true,
  history: { visits: 1, pastChats: 0, visit: origin, first: origin },
};
const check = (id: string, fields: Partial<ServedCheck> = {}): ServedCheck => ({
  id,
  when: { is: 'exit-intent' },
  then: [{ do: 'prompt', text: 'Hello' }],
  scope: 'page',
  ...fields,
});
const dueIds = (checks: readonly ServedCheck[], facts = agreed, fired = nothingFired) =>
  lookAtChecks({ checks }, facts, fired).due.map(({ check: { id } }) => id);

test.each<CheckScope>(['page', 'visit', 'visitor'])('CHK6 once a %s, unless it was not carried out', (scope) => {
  const checks = [check('a', { scope })];
  expect(dueIds(checks)).toEqual(['a']);
  // A prompt that was held back has not fired.
  const { fired } = lookAtChecks({ checks }, agreed, nothingFired);
  expect(dueIds(checks, agreed, fired)).toEqual(['a']);
  const noted = noteFired(fired, check('a', { scope }));
  expect(dueIds(checks, agreed, noted)).toEqual([]);
  expect(dueIds(checks, agreed, forgetPage(noted))).toEqual(scope === 'page' ? ['a'] : []);
});

test('CHK6 always: each time that it comes true', () => {
  const checks = [check('a', { scope: 'always' })];
  const first = lookAtChecks({ checks }, agreed, nothingFired);
  const second = lookAtChecks({ checks }, agreed, first.fired);
  const calm = lookAtChecks({ checks }, { ...agreed, exitIntent: false }, second.fired);
  const third = lookAtChecks({ checks }, agreed, calm.fired);
  expect([first, second, calm, third].map(({ due }) => due.length)).toEqual([1, 0, 0, 1]);
});

test('CHK7 without history, or before it is read, nothing prompts', () => {
  const withMore = check('b', { then: [{ do: 'prompt', text: 'Hello' }, { do: 'open' }] });
  for (const history of ['withheld', 'unknown'] as const) {
    const { due } = lookAtChecks(
      { checks: [check('a'), withMore, check('c', { scope: 'visit' })] },
      { ...agreed, history },
      nothingFired,
    );
    expect(due.map((each) => [each.check.id, each.actions])).toEqual([['b', [{ do: 'open' }]]]);
  }
});

test('CHK8 a refuser’s box still hides, asks and speaks their language', () => {
  const then: ServedCheck['then'] = [{ do: 'hide' }, { do: 'language', language: 'de' }];
  const { due } = lookAtChecks({ checks: [check('a', { then })] }, { ...agreed, history: 'withheld' }, nothingFired);
  expect(due[0]?.actions).toEqual(then);
});

test('CHK9 two that would prompt: the first does, and the second is still to come', () => {
  const checks = [check('a'), check('b'), check('c', { then: [{ do: 'open' }] })];
  const look = lookAtChecks({ checks }, agreed, nothingFired);
  expect(look.due.map((due) => due.check.id)).toEqual(['a', 'c']);
  const fired = look.due.reduce((all, due) => noteFired(all, due.check), look.fired);
  expect(dueIds(checks, agreed, fired)).toEqual(['b']);
});

test('CHK5 of checks that have fired, none is waited for', () => {
  const checks = [
    check('a', { when: { is: 'time-on-page', seconds: 9 } }),
    check('b', { when: { is: 'idle', seconds: 30 } }),
  ];
  const first = lookAtChecks({ checks }, agreed, nothingFired);
  expect(first.againAtMs).toBe(1_000 + 9_000);
  expect(lookAtChecks({ checks }, agreed, { ...nothingFired, page: ['a'] }).againAtMs).toBe(1_000 + 30_000);
  expect(lookAtChecks({ checks: [check('a')] }, agreed, nothingFired).againAtMs).toBeNull();
});

const questions: Question[] = [
  {
    id: 'topic',
    text: 'What is it about?',
    choices: [
      { label: 'An order', next: 'number', department: 'orders' },
      { label: 'Other', next: 'end', department: 'sales', language: 'de' },
    ],
  },
  { id: 'number', text: 'Its number?', optional: true },
];

test('CHK10 a branch is followed, and an answer that is changed takes another', () => {
  expect(walkQuestions(questions, {}).question?.id).toBe('topic');
  expect(walkQuestions(questions, { topic: 'Nonsense' }).question?.id).toBe('topic');
  expect(walkQuestions(questions, { topic: 'An order' })).toMatchObject({
    question: { id: 'number' },
    department: 'orders',
  });
  const done = walkQuestions(questions, { topic: 'An order', number: '' });
  expect(done).toMatchObject({ question: null, answered: [{ answer: 'An order' }, { answer: '' }] });
  const other = walkQuestions(questions, { topic: 'Other', number: '17' });
  expect(other).toMatchObject({ question: null, department: 'sales', language: 'de', answered: [{ answer: 'Other' }] });
  expect(other.answered).toHaveLength(1);
});

test('CHK11 even a circle, which is refused when it is saved, comes to an end', () => {
  const circle: Question[] = [
    { id: 'a', text: '?' },
    { id: 'b', text: '?', next: 'a' },
  ];
  expect(walkQuestions(circle, { a: 'x', b: 'y' }).answered.length).toBeLessThanOrEqual(2);
});

import { chatSessions } from '@handlr/core';
import type { Message } from '@handlr/protocol';
import { array, assert, boolean, constantFrom, property, record } from 'fast-check';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadMutant, rulesBrokenBy } from '../../support/load-mutant.ts';

type Core = { readonly chatSessions: typeof chatSessions };

const minute = 60_000;
const startMs = Date.UTC(2026, 2, 28, 12);
const zone = 'Europe/Berlin';
const message = (seq: number, sentAt: number, isVisitor = true): Message => ({
  seq,
  messageId: `message-${seq}`,
  sender: isVisitor ? { kind: 'visitor' } : { kind: 'agent', agentId: 'maya', name: 'Maya' },
  body: 'Hello',
  sentAt,
});
const outline = (messages: readonly Message[], idleMinutes = 30, midnight?: string) =>
  chatSessions(messages, { idleMinutes, midnight }).map(({ number, began, messageId }) => [number, began, messageId]);

test('SES9 a chat that nobody came back to is one session, and one that nobody wrote in is none', () => {
  expect(outline([])).toEqual([]);
  expect(outline([message(1, 0, false)])).toEqual([]);
  expect(outline([message(1, 0), message(2, 29 * minute), message(3, 58 * minute)])).toEqual([
    [1, 'first', 'message-1'],
  ]);
});

test('SES10 the visitor’s next message after the site’s idle time begins one, with the pause that it came after', () => {
  const messages = [message(1, 0), message(2, minute), message(3, 31 * minute), message(4, 32 * minute)];
  expect(outline(messages)).toEqual([
    [1, 'first', 'message-1'],
    [2, 'idle', 'message-3'],
  ]);
  expect(outline(messages, 31)).toHaveLength(1);
  expect(chatSessions(messages, { idleMinutes: 30 }).at(-1)).toMatchObject({
    beganAt: 31 * minute,
    pauseMs: 30 * minute,
  });
});

test('SES10 midnight of the site’s zone begins one where the site says so', () => {
  const midnight = Date.UTC(2026, 5, 1, 22);
  const messages = [message(1, midnight - minute), message(2, midnight + minute)];
  expect(outline(messages, 30, zone)).toEqual([
    [1, 'first', 'message-1'],
    [2, 'midnight', 'message-2'],
  ]);
  expect(outline(messages)).toHaveLength(1);
});

test('SES11 what agents write neither begins one nor puts one off', () => {
  const messages = [message(1, 0), message(2, 20 * minute, false), message(3, 40 * minute)];
  expect(outline(messages)).toEqual([
    [1, 'first', 'message-1'],
    [2, 'idle', 'message-3'],
  ]);
  expect(outline([message(1, 0), message(2, 90 * minute, false)])).toHaveLength(1);
});

const transcripts = array(
  record({
    afterMs: constantFrom(0, 1, minute, 30 * minute - 1, 30 * minute, 14 * 60 * minute, -5 * minute),
    isVisitor: boolean(),
  }),
  { maxLength: 30 },
).map((steps) => {
  let nowMs = startMs;
  return steps.map(({ afterMs, isVisitor }, at) => message(at + 1, (nowMs += afterMs), isVisitor));
});

function forAll(holds: (messages: readonly Message[], sessions: ReturnType<typeof chatSessions>) => boolean) {
  return (core: Core): void =>
    assert(
      property(transcripts, (messages) => holds(messages, core.chatSessions(messages, { idleMinutes: 30 }))),
      { numRuns: 1_000, seed: 8 },
    );
}
const isVisitors = ({ sender }: Message): boolean => sender.kind === 'visitor';

const invariants: Readonly<Record<string, (core: Core) => void>> = {
  'SES9 there is a session where the visitor wrote, numbered from one without a gap': forAll(
    (messages, sessions) =>
      sessions.length > 0 === messages.some(isVisitors) && sessions.every(({ number }, at) => number === at + 1),
  ),
  'SES10 one begins with each message of theirs that comes after the idle time, and says how long it was': forAll(
    (messages, sessions) => {
      const own = messages.filter(isVisitors);
      const pauses = own.map(({ messageId, sentAt }, at) => ({
        messageId,
        pause: sentAt - (own[at - 1]?.sentAt ?? sentAt),
      }));
      const expected = pauses.filter(({ pause }, at) => at === 0 || pause >= 30 * minute);
      return (
        JSON.stringify(sessions.map(({ messageId, pauseMs }) => [messageId, pauseMs])) ===
        JSON.stringify(expected.map(({ messageId, pause }) => [messageId, pause]))
      );
    },
  ),
  'SES11 none begins with what an agent wrote': forAll((messages, sessions) =>
    sessions.every(({ messageId }) => messages.some((each) => each.messageId === messageId && isVisitors(each))),
  ),
};

test.each(Object.keys(invariants))('%s', (name) => {
  expect(() => invariants[name]?.({ chatSessions })).not.toThrow();
});

const mutants: readonly (readonly [rule: string, from: string, to: string])[] = [
  ['SES9', 'if (begins) sessions.push', 'if (begins && number > 1) sessions.push'],
  ['SES10', 'pauseMs: sentAt - lastAt', 'pauseMs: 0'],
  ['SES11', "if (sender.kind !== 'visitor') continue;", ''],
];
test.each(mutants)('%s its mutant is noticed: %s', async (rule, from, to) => {
  const sources = join(import.meta.dirname, '../../../packages/core/src/session-detection');
  const mutant = await loadMutant<Core>(sources, { file: 'chat-sessions.ts', from, to });
  expect(rulesBrokenBy(invariants, mutant)).toContain(rule);
});

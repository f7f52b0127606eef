import { createStreamState, noChat, stepProgress } from '@handlr/core';
import type { ChatFacts } from '@handlr/protocol';
import { expect, test } from 'vitest';
import { findBreaches, invariants } from './invariants.ts';

const facts: ChatFacts = {
  chatId: 'chat',
  state: 'ended',
  agent: null,
  openedAt: 1,
  endedAt: 2,
  readByVisitorSeq: 0,
  readByAgentSeq: 0,
};

const breaches = findBreaches(stepProgress, 1_000);

test.each(Object.entries(invariants))('%s in 1,000 sequences %s', (rule) => {
  expect(breaches.has(rule)).toBe(false);
});

test('CIP6 what waits in a tab is not opened anew where another tab has just forgotten the chat', () => {
  const [waiting] = stepProgress(noChat, { type: 'page-loaded', held: 'key' });
  const stream = createStreamState({ kind: 'visitor' });
  const message = { messageId: 'one', body: 'Hi', composedAtMs: 1, refusals: 0, failure: null };
  const [next, effects] = stepProgress(waiting, {
    type: 'join-refused',
    asked: 'key',
    code: 'not-found',
    stream: { ...stream, outbox: [{ ...message, status: 'waiting' }] },
    held: null,
    fresh: 'another',
  });
  expect(next).toEqual(noChat);
  expect(effects).toEqual([{ type: 'disconnect' }, { type: 'restart-stream', unsent: 'forget' }]);
});

test('CIP10 what others hear over the socket is not for a chat that has let go of it', () => {
  const ended = { ...noChat, capability: 'key', isKnown: true, facts: { ...facts, state: 'active' as const } };
  expect(stepProgress(ended, { type: 'changed', chat: facts })).toEqual([ended, []]);
  expect(stepProgress({ ...ended, isUp: true }, { type: 'changed', chat: facts })[0].facts).toEqual(facts);
});

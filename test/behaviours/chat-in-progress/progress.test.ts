import { createStreamState, noChat, stepProgress } from '@handlr/core';
import type { ChatFacts } from '@handlr/protocol';
import { expect, test } from 'vitest';
import { findBreaches, invariants } from './invariants.ts';
import { createSimulatedTabs } from './simulated-tabs.ts';

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

test('CIP6 CIP9 whoever starts anew and tries again has a chat, though another tab forgot the one before', () => {
  const { act, settle, tabs, device, isForgotten } = createSimulatedTabs(stepProgress, 2, (rule) => {
    throw new Error(rule);
  });
  const inFirst = ['write', 'connect', 'end', 'reload', 'write', 'connect'] as const;
  for (const does of inFirst) act({ does, tab: 0 });
  act({ does: 'forget', tab: 1 });
  for (const does of ['answer', 'start anew', 'retry'] as const) act({ does, tab: 0 });
  settle();
  expect(isForgotten()).toBe(false);
  expect(device.key).not.toBeNull();
  expect(tabs.map(({ progress }) => progress.capability)).toEqual([device.key, device.key]);
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

test('CIP6 a key that a tab which had not heard keeps once more is removed again, and never used', () => {
  const going = {
    ...noChat,
    capability: 'key',
    isKnown: true,
    isUp: true,
    facts: { ...facts, state: 'active' as const },
  };
  const removal = { type: 'forget-key', capability: 'key' };
  for (const forgetting of ['forgotten', 'forgotten-elsewhere'] as const) {
    const [state] = stepProgress(going, { type: forgetting });
    const [same, effects] = stepProgress(state, { type: 'key-changed', held: 'key' });
    expect([same, effects]).toEqual([state, [removal]]);
    const [next, made] = stepProgress(state, { type: 'composed', held: 'key', fresh: 'another' });
    expect(next.capability).toBe('another');
    expect(made).toContainEqual(removal);
  }
});

test('CIP10 what others hear over the socket is not for a chat that has let go of it', () => {
  const ended = { ...noChat, capability: 'key', isKnown: true, facts: { ...facts, state: 'active' as const } };
  expect(stepProgress(ended, { type: 'changed', chat: facts })).toEqual([ended, []]);
  expect(stepProgress({ ...ended, isUp: true }, { type: 'changed', chat: facts })[0].facts).toEqual(facts);
});

import { expect, test } from 'vitest';
import type { MessageView } from '@handlr/core';
import { placeMessages } from '../../../packages/widget/src/transcript/place-messages.ts';

const noonMs = new Date(2026, 2, 4, 12).getTime();
const minuteMs = 60_000;

function message(from: 'visitor' | 'maya' | 'ben', minutes: number): MessageView {
  const isOwn = from === 'visitor';
  return {
    messageId: `${from}-${minutes}`,
    sender: isOwn ? { kind: 'visitor' } : { kind: 'agent', agentId: from, name: from },
    body: 'x',
    atMs: noonMs + minutes * minuteMs,
    isOwn,
    seq: 1,
    delivery: 'sent',
    failure: null,
  };
}

/** `[` begins a group, `]` ends it, `|` begins a day. */
const sketch = (...messages: MessageView[]) =>
  placeMessages(messages)
    .map(
      ({ startsDay, startsGroup, endsGroup }) =>
        `${startsDay ? '|' : ''}${startsGroup ? '[' : ''}x${endsGroup ? ']' : ''}`,
    )
    .join('');

test('what one side writes in one go belongs together', () => {
  expect(sketch(message('visitor', 0), message('visitor', 1), message('maya', 2), message('maya', 3))).toBe(
    '|[xx][xx]',
  );
});

test('another agent and a pause of five minutes begin a group', () => {
  expect(sketch(message('maya', 0), message('ben', 1))).toBe('|[x][x]');
  expect(sketch(message('maya', 0), message('maya', 5))).toBe('|[x][x]');
  expect(sketch(message('maya', 0), message('maya', 4))).toBe('|[xx]');
});

test('a new day begins a group, however short the pause', () => {
  expect(sketch(message('maya', 12 * 60 - 1), message('maya', 12 * 60))).toBe('|[x]|[x]');
});

test('nothing has no place', () => {
  expect(placeMessages([])).toEqual([]);
});

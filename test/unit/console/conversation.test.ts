import type { MessageView } from '@handlr/core';
import { limits } from '@handlr/protocol';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { splitLinks } from '../../../packages/console/src/conversation/linked-text.ts';
import { readyToSend } from '../../../packages/console/src/conversation/ready-to-send.ts';
import { createTimeline, type TimelineItem } from '../../../packages/console/src/conversation/timeline.ts';
import { createTypingSender } from '../../../packages/console/src/conversation/typing-sender.ts';

const minute = 60_000;
const hour = 60 * minute;
const dayOf = (atMs: number): string => String(Math.floor(atMs / (24 * hour)));

function view(seq: number | null, atMs: number, who: 'visitor' | 'me' = 'visitor'): MessageView {
  const sender =
    who === 'visitor' ? ({ kind: 'visitor' } as const) : ({ kind: 'agent', agentId: 'me', name: 'Me' } as const);
  const messageId = `${who}-${seq ?? 'unsent'}-${atMs}`;
  return { messageId, sender, body: 'x', atMs, isOwn: who === 'me', seq, delivery: 'sent', failure: null };
}

const outline = (items: readonly TimelineItem[]): string[] =>
  items.map((item) => (item.kind === 'group' ? `group of ${item.messages.length}` : item.kind));

describe('the timeline', () => {
  test('runs one sender’s messages together until somebody else speaks or some minutes pass', () => {
    const views = [view(1, 0), view(2, minute), view(3, 2 * minute, 'me'), view(4, 3 * minute), view(5, 12 * minute)];
    expect(outline(createTimeline(views, null, dayOf))).toEqual([
      'day',
      'group of 2',
      'group of 1',
      'group of 1',
      'group of 1',
    ]);
  });

  test('begins each day with its name', () => {
    const views = [view(1, 23.99 * hour), view(2, 24.01 * hour)];
    expect(outline(createTimeline(views, null, dayOf))).toEqual(['day', 'group of 1', 'day', 'group of 1']);
  });

  test('draws the line where the new ones begin, even inside a run', () => {
    const views = [view(1, 0), view(2, 1), view(3, 2)];
    expect(outline(createTimeline(views, 2, dayOf))).toEqual(['day', 'group of 2', 'new', 'group of 1']);
    expect(outline(createTimeline(views, 3, dayOf))).toEqual(['day', 'group of 3']);
  });

  test('lets a message on its way neither start a day nor stand apart, whatever the device’s clock says', () => {
    const views = [view(1, hour, 'me'), view(null, 900 * hour, 'me')];
    expect(outline(createTimeline(views, 1, dayOf))).toEqual(['day', 'group of 2']);
  });
});

describe('links in messages', () => {
  test('are made of web addresses, without the sentence’s punctuation', () => {
    expect(splitLinks('See https://a.example/b?c=d. Or (http://e.example)!')).toEqual([
      { text: 'See ', address: null },
      { text: 'https://a.example/b?c=d', address: 'https://a.example/b?c=d' },
      { text: '. Or (', address: null },
      { text: 'http://e.example', address: 'http://e.example' },
      { text: ')!', address: null },
    ]);
  });

  test.each(['javascript:alert(1)', 'data:text/html,x', 'ftp://a.example', 'https://', 'no link'])(
    'are never made of %s',
    (text) => {
      expect(splitLinks(text).map(({ address }) => address)).toEqual([null]);
    },
  );

  test('lose no character of the message', () => {
    const text = 'https://a.example,https://b.example\n<https://c.example>';
    expect(
      splitLinks(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  });
});

describe('a draft', () => {
  test('becomes a message that the protocol takes', () => {
    expect(readyToSend('  hi\0\ud800 there \n')).toBe('hi\ufffd there');
  });

  test('is nothing while it is empty or too long', () => {
    expect(readyToSend(' \n\t ')).toBeNull();
    expect(readyToSend('x'.repeat(limits.messageBodyLength + 1))).toBeNull();
    expect(readyToSend('x'.repeat(limits.messageBodyLength))).not.toBeNull();
  });
});

describe('saying that one types', () => {
  const said: boolean[] = [];
  const start = () =>
    createTypingSender(
      (typing) => said.push(typing),
      () => Date.now(),
    );

  beforeEach(() => {
    said.length = 0;
    vi.useFakeTimers();
  });
  afterEach(() => void vi.useRealTimers());

  test('is said once at first, and again before the other side forgets', () => {
    const typing = start();
    for (let at = 0; at < limits.typingTimeoutMs; at += 500) {
      typing.typed('a');
      vi.advanceTimersByTime(500);
    }
    expect(said).toEqual([true, true]);
  });

  test('ends by itself after a pause', () => {
    start().typed('a');
    vi.advanceTimersByTime(limits.typingTimeoutMs);
    expect(said).toEqual([true, false]);
  });

  test('ends when the text is gone or sent, and only if it was said', () => {
    const typing = start();
    typing.stopped();
    typing.typed('  ');
    expect(said).toEqual([]);
    typing.typed('a');
    typing.typed('');
    typing.stopped();
    expect(said).toEqual([true, false]);
  });
});

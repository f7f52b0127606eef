import type { MessageView } from '@handlr/core';
import { limits } from '@handlr/protocol';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { splitLinks } from '../../../packages/console/src/conversation/linked-text.ts';
import { readyToSend } from '../../../packages/console/src/conversation/ready-to-send.ts';
import { createTimeline, type TimelineItem } from '../../../packages/console/src/conversation/timeline.ts';
import { pauseWords, sessionWords } from '../../../packages/console/src/session-detection/session-words.ts';
import { sessionsOfChat } from '../../../packages/console/src/session-detection/sessions-of-chat.ts';
import { visitorMessage } from './chats.ts';
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

  test('SES10 says where the visitor came back, after the day and before what is new', () => {
    const views = [view(1, 23 * hour), view(2, 25 * hour), view(3, 25 * hour + 1)];
    const session = {
      number: 2,
      began: 'idle',
      messageId: views[1]?.messageId ?? '',
      beganAt: 25 * hour,
      pauseMs: 2 * hour,
    } as const;
    const items = createTimeline(views, 1, dayOf, [session]);
    expect(outline(items)).toEqual(['day', 'group of 1', 'day', 'session', 'new', 'group of 2']);
    expect(pauseWords(session)).toBe('Wrote again after 2 hours');
    expect(pauseWords({ began: 'midnight', pauseMs: 4 * minute })).toBe('A new day, after 4 minutes');
  });

  test('SES9 the card tells a session of the chat once the visitor came back, and its number only where all of it is here', () => {
    const said = (chat: Parameters<typeof sessionsOfChat>[0], hasOlder: boolean, ...at: number[]) => {
      const transcript = at.map((sentAt, index) => visitorMessage(index + 1, 'Hello', sentAt));
      return sessionWords(sessionsOfChat(chat, { transcript, hasOlder }), (atMs) => `${atMs / minute} min`);
    };
    expect(said({}, false, 0, minute)).toBe('');
    expect(said({}, false, 0, 30 * minute, 31 * minute)).toBe('2, since 30 min');
    expect(said({}, true, 0, 30 * minute)).toBe('Since 30 min');
    expect(said({ sessions: { idleMinutes: 60 } }, false, 0, 30 * minute)).toBe('');
    expect(said({ sessions: { idleMinutes: 60, midnight: 'Europe/Berlin' } }, false, 22.9 * hour, 23.1 * hour)).toBe(
      '2, since 1386 min',
    );
    expect(said({ sessions: { idleMinutes: 30, midnight: 'Mars/Olympus' } }, false, 0, minute)).toBe('');
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

import { describe, expect, test } from 'vitest';
import { shortAge, spokenAge, stopwatch } from '../../../packages/console/src/inbox/age.ts';
import { groupInbox, neighbour, wantingCount } from '../../../packages/console/src/inbox/inbox-groups.ts';
import {
  changeFacts,
  emptyInbox,
  fillInbox,
  unreadCount,
  upsertChat,
} from '../../../packages/console/src/inbox/inbox-state.ts';
import { chatOf, lastWord, me, sam } from './chats.ts';

const inboxOf = (...chats: ReturnType<typeof chatOf>[]) => ({ nowMs: 50_000, sites: [], chats });
const ids = (chats: Iterable<{ chatId: string }>): string[] => [...chats].map(({ chatId }) => chatId);

describe('what is known of the inbox', () => {
  test('keeps the gateway’s clock, however wrong the device’s is', () => {
    expect(fillInbox(emptyInbox, inboxOf(), 20_000, new Set()).clockOffsetMs).toBe(30_000);
  });

  test('lets go of chats that a fresh look no longer has, unless they ended here or are followed', () => {
    const before = fillInbox(
      emptyInbox,
      inboxOf(chatOf('gone'), chatOf('ended', { state: 'ended' }), chatOf('followed'), chatOf('stays')),
      0,
      new Set(),
    );
    const after = fillInbox(before, inboxOf(chatOf('stays'), chatOf('new')), 0, new Set(['followed']));
    expect(ids(after.chats.values()).sort()).toEqual(['ended', 'followed', 'new', 'stays']);
  });

  test('does not take in a chat that ended before it was known', () => {
    expect(upsertChat(emptyInbox, chatOf('old', { state: 'ended' })).chats.size).toBe(0);
  });

  test('never moves a read mark back, whichever notice comes first', () => {
    const state = changeFacts(
      upsertChat(emptyInbox, chatOf('chat', { headSeq: 4 })),
      chatOf('chat', { readByAgentSeq: 4 }),
    );
    const late = upsertChat(state, chatOf('chat', { headSeq: 4, readByAgentSeq: 2 }));
    expect(late.chats.get('chat')?.readByAgentSeq).toBe(4);
  });

  test('never takes a chat back to a state that it has left', () => {
    const taken = upsertChat(emptyInbox, chatOf('chat', { state: 'active', agent: me }));
    const late = changeFacts(upsertChat(taken, chatOf('chat')), chatOf('chat'));
    expect(late.chats.get('chat')).toMatchObject({ state: 'active', agent: me });
  });

  test('counts what the visitor wrote since, and nothing once the agent had the last word', () => {
    const chat = chatOf('chat', { headSeq: 5, readByAgentSeq: 3, lastMessage: lastWord('visitor', 1) });
    expect(unreadCount(chat)).toBe(2);
    expect(unreadCount({ ...chat, lastMessage: lastWord('agent', 1) })).toBe(0);
    expect(unreadCount({ ...chat, readByAgentSeq: 9 })).toBe(0);
  });
});

describe('the list', () => {
  const groups = groupInbox(
    [
      chatOf('waits-short', { openedAt: 2_000 }),
      chatOf('waits-long', { openedAt: 1_000 }),
      chatOf('mine-quiet', { state: 'active', agent: me, lastMessage: lastWord('agent', 5_000) }),
      chatOf('mine-loud', { state: 'active', agent: me, headSeq: 1, lastMessage: lastWord('visitor', 9_000) }),
      chatOf('sams', { state: 'active', agent: sam }),
      chatOf('sams-ended', { state: 'ended', agent: sam, endedAt: 5.5 }),
      ...Array.from({ length: 7 }, (_, at) => chatOf(`ended-${at}`, { state: 'ended', agent: me, endedAt: at })),
    ],
    me.agentId,
  );

  test('begins with whoever waits longest, then whoever spoke last', () => {
    expect(ids(groups.waiting)).toEqual(['waits-long', 'waits-short']);
    expect(ids(groups.mine)).toEqual(['mine-loud', 'mine-quiet']);
    expect(ids(groups.colleagues)).toEqual(['sams']);
  });

  test('CIP12 keeps the last five that ended in reach, whosever they were', () => {
    expect(ids(groups.ended)).toEqual(['ended-6', 'sams-ended', 'ended-5', 'ended-4', 'ended-3']);
  });

  test('counts who waits and what is unread for the title', () => {
    expect(wantingCount(groups)).toBe(3);
  });

  test('is gone through across groups, and ends at its ends', () => {
    expect(neighbour(groups, null, 1)?.chatId).toBe('waits-long');
    expect(neighbour(groups, null, -1)?.chatId).toBe('ended-3');
    expect(neighbour(groups, 'waits-short', 1)?.chatId).toBe('mine-loud');
    expect(neighbour(groups, 'waits-long', -1)).toBeUndefined();
    expect(neighbour(groups, 'ended-3', 1)).toBeUndefined();
  });
});

describe('ages', () => {
  test.each([
    [-5_000, '0:00', 'now', 'less than a minute'],
    [42_000, '0:42', 'now', 'less than a minute'],
    [60_000, '1:00', '1m', '1 minute'],
    [725_000, '12:05', '12m', '12 minutes'],
    [3_731_000, '1:02:11', '1h', '1 hour'],
    [86_400_000, '1 day', '1d', '1 day'],
    [260_000_000, '3 days', '3d', '3 days'],
  ])('%i ms is %s, %s, %s', (ageMs, ticking, short, spoken) => {
    expect([stopwatch(ageMs), shortAge(ageMs), spokenAge(ageMs)]).toEqual([ticking, short, spoken]);
  });
});

import { type AgentProfile, type ChatSummary, limits, refusal, type Result, success } from '@handlr/protocol';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { AgentRequest, SocketListeners, Transport } from '../../../packages/console/src/transport/transport.ts';
import { createDesk, type Desk } from '../../../packages/console/src/workspace/desk.ts';
import { createTestRandom } from '../../support/random.ts';
import { chatOf, lastWord, me, sam, visitorMessage } from './chats.ts';

const profile: AgentProfile = { ...me, email: 'maya@handlr.example', memberships: [{ siteId: null, role: 'agent' }] };
const epoch = 'epoch';

type Sent = { name: string; payload: unknown };

/** A socket whose answers the test gives; unless it says otherwise, joins find the chat's messages and the rest succeeds. */
function createTestDesk(chats: ChatSummary[], given: Record<string, Result<unknown>> = {}) {
  const sent: Sent[] = [];
  const expired = vi.fn();
  let listeners: SocketListeners | undefined;
  const answers: Record<string, Result<unknown>> = {
    'inbox:watch': success({ nowMs: 1_000_000, sites: [], chats }),
    'chat:leave': success(null),
    'typing:set': success(null),
    'read:mark': success(null),
    ...given,
  };
  const request: AgentRequest = (name, payload) => {
    sent.push({ name, payload });
    const chat = chats.find(({ chatId }) => 'chatId' in payload && payload.chatId === chatId);
    const join = success({ chat: factsOf(chat), catchUp: { recovery: 'snapshot', epoch, headSeq: 0, messages: [] } });
    const answer: Result<never> = JSON.parse(
      JSON.stringify(answers[name] ?? (name === 'chat:join' ? join : refusal('unavailable'))),
    );
    return Promise.resolve(answer);
  };
  const transport: Transport = {
    call: () => Promise.resolve(refusal('unavailable')),
    openSocket(given) {
      listeners = given;
      return { request, reconnect: () => undefined, close: () => undefined };
    },
  };
  const desk = createDesk({
    transport,
    clock: { nowMs: () => Date.now() },
    random: createTestRandom(1),
    profile,
    onExpired: expired,
  });
  if (listeners === undefined) throw new Error('The desk opened no socket');
  return { desk, sent, expired, listeners, answers };
}

function factsOf(chat: ChatSummary | undefined) {
  const { chatId, state, agent, openedAt, endedAt, readByVisitorSeq, readByAgentSeq } = chat ?? chatOf('unknown');
  return { chatId, state, agent, openedAt, endedAt, readByVisitorSeq, readByAgentSeq };
}

const settle = () => vi.advanceTimersByTimeAsync(0);
const namesOf = (sent: Sent[], name: string) => sent.filter((one) => one.name === name).map(({ payload }) => payload);
const joinOf = (chatId: string) => ({ siteId: 'site', chatId, audience: 'public', position: null });
const mine = (chatId: string, fields: Partial<ChatSummary> = {}) =>
  chatOf(chatId, { state: 'active', agent: me, ...fields });

let desk: Desk;

beforeEach(() => void vi.useFakeTimers({ now: 500_000 }));
afterEach(() => {
  desk.close();
  vi.useRealTimers();
});

async function connect(chats: ChatSummary[], given: Record<string, Result<unknown>> = {}) {
  const made = createTestDesk(chats, given);
  ({ desk } = made);
  made.listeners.connected();
  await settle();
  return made;
}

describe('following', () => {
  test('keeps own chats live and leaves the others alone', async () => {
    const { sent } = await connect([mine('mine'), chatOf('waits'), chatOf('sams', { state: 'active', agent: sam })]);
    expect(namesOf(sent, 'chat:join')).toEqual([joinOf('mine')]);
  });

  test('follows what is looked at, and leaves it again', async () => {
    const { sent } = await connect([chatOf('one'), chatOf('two')]);
    desk.select('one');
    await settle();
    desk.select('two');
    await settle();
    expect(namesOf(sent, 'chat:join')).toEqual([joinOf('one'), joinOf('two')]);
    expect(namesOf(sent, 'chat:leave')).toEqual([{ siteId: 'site', chatId: 'one' }]);
  });

  test('joins each again after a reconnection, with its position', async () => {
    const { sent, listeners } = await connect([mine('mine')]);
    listeners.notices['message:new']({ chatId: 'mine', audience: 'public', epoch, message: visitorMessage(1) });
    listeners.disconnected();
    listeners.connected();
    await settle();
    expect(namesOf(sent, 'chat:join')).toEqual([joinOf('mine'), { ...joinOf('mine'), position: { epoch, seq: 1 } }]);
    expect(namesOf(sent, 'inbox:watch')).toHaveLength(2);
  });

  test('does not mix notes of the team into what the visitor reads', async () => {
    const { listeners } = await connect([mine('mine')]);
    listeners.notices['message:new']({ chatId: 'mine', audience: 'team', epoch, message: visitorMessage(1) });
    expect(desk.conversationOf('mine')?.stream.value.transcript).toEqual([]);
  });
});

describe('accepting', () => {
  test('makes the chat one’s own', async () => {
    const accepted = { ...factsOf(chatOf('waits')), state: 'active', agent: me };
    const { sent } = await connect([chatOf('waits')], { 'chat:accept': success(accepted) });
    await desk.accept('waits');
    expect(desk.groups.value.mine.map(({ chatId }) => chatId)).toEqual(['waits']);
    expect(desk.selected.value?.chatId).toBe('waits');
    expect(namesOf(sent, 'chat:accept')).toEqual([{ siteId: 'site', chatId: 'waits' }]);
  });

  test('says who was faster', async () => {
    await connect([chatOf('waits')], { 'chat:accept': refusal('conflict') });
    await desk.accept('waits');
    expect(desk.toasts.current.value).toEqual({ kind: 'taken', chatId: 'waits' });
  });

  test('asks once, however often the key is pressed', async () => {
    const { sent } = await connect([chatOf('waits')], { 'chat:accept': refusal('unavailable') });
    await Promise.all([desk.accept('waits'), desk.accept('waits')]);
    expect(namesOf(sent, 'chat:accept')).toHaveLength(1);
    expect(desk.toasts.current.value).toEqual({ kind: 'not-accepted' });
  });
});

describe('new messages', () => {
  const unread = mine('mine', { headSeq: 3, readByAgentSeq: 2, lastMessage: lastWord('visitor', 1) });

  test('stand below a line when the chat is opened with some unread', async () => {
    await connect([unread]);
    desk.select('mine');
    expect(desk.conversation.value?.newAfterSeq.value).toBe(2);
    desk.select(null);
    desk.select('mine');
    expect(desk.conversation.value?.newAfterSeq.value).toBe(2);
  });

  test('draw the line when they come while nobody looks, and an answer takes it away', async () => {
    const { listeners } = await connect([mine('mine')]);
    desk.select('mine');
    desk.attend(false);
    listeners.notices['message:new']({ chatId: 'mine', audience: 'public', epoch, message: visitorMessage(1) });
    expect(desk.conversation.value?.newAfterSeq.value).toBe(0);
    desk.conversation.value?.send('Hello');
    expect(desk.conversation.value?.newAfterSeq.value).toBeNull();
  });

  test('are marked as read once, and again only after a failure', async () => {
    const { listeners, sent, answers } = await connect([mine('mine')]);
    desk.select('mine');
    listeners.notices['message:new']({ chatId: 'mine', audience: 'public', epoch, message: visitorMessage(1) });
    desk.conversation.value?.shown(0);
    desk.conversation.value?.shown(0);
    await settle();
    expect(namesOf(sent, 'read:mark')).toEqual([{ siteId: 'site', chatId: 'mine', seq: 1 }]);
    answers['read:mark'] = refusal('unavailable');
    listeners.notices['message:new']({ chatId: 'mine', audience: 'public', epoch, message: visitorMessage(2) });
    desk.conversation.value?.shown(1);
    await settle();
    desk.conversation.value?.shown(1);
    expect(namesOf(sent, 'read:mark')).toHaveLength(3);
  });
});

describe('what the gateway says of the connection', () => {
  test('is told apart: lost, outdated, and a session that is over', async () => {
    const { listeners, expired } = await connect([]);
    expect(desk.link.value).toBe('live');
    listeners.disconnected();
    expect(desk.link.value).toBe('lost');
    listeners.refused('version');
    expect(desk.link.value).toBe('outdated');
    listeners.refused('forbidden');
    expect(expired).toHaveBeenCalledOnce();
  });

  test('gives ages by the gateway’s clock', async () => {
    await connect([]);
    expect(desk.nowMs.value).toBe(1_000_000);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(desk.nowMs.value).toBe(1_002_000);
  });

  test('announces a new chat that waits, once', async () => {
    const { listeners } = await connect([]);
    listeners.notices['inbox:changed'](chatOf('new', { country: 'DE' }));
    expect(desk.announcement.value).toBe('New chat waiting: Visitor from Germany, Wrenmarsh Pottery');
  });

  test('announces each message: its words where one looks, else whose it is; the same words a second time too', async () => {
    const { listeners } = await connect([mine('mine', { visitorName: 'Nora' })]);
    const receive = (seq: number): void => {
      const message = visitorMessage(seq, 'Hello?');
      listeners.notices['message:new']({ chatId: 'mine', audience: 'public', epoch, message });
    };
    receive(1);
    expect(desk.announcement.value).toBe('New message from Nora');
    desk.select('mine');
    receive(2);
    const first = desk.announcement.value;
    expect(first).toBe('Nora: Hello?');
    receive(3);
    expect(desk.announcement.value.trim()).toBe(first);
    expect(desk.announcement.value).not.toBe(first);
  });

  test('announces that the connection is back, and not that it came', async () => {
    const { listeners } = await connect([]);
    expect(desk.announcement.value).toBe('');
    listeners.disconnected();
    listeners.connected();
    expect(desk.announcement.value).toBe('Connected again.');
  });
});

describe('typing', () => {
  test('of the visitor’s is forgotten after a while, or when the message comes', async () => {
    const { listeners } = await connect([mine('mine')]);
    const typist = desk.conversationOf('mine')?.typist;
    listeners.notices['typing:changed']({ chatId: 'mine', who: 'visitor', name: null, typing: true });
    expect(typist?.value).toEqual({ who: 'visitor', name: null });
    await vi.advanceTimersByTimeAsync(limits.typingTimeoutMs);
    expect(typist?.value).toBeNull();
    listeners.notices['typing:changed']({ chatId: 'mine', who: 'visitor', name: null, typing: true });
    listeners.notices['message:new']({ chatId: 'mine', audience: 'public', epoch, message: visitorMessage(1) });
    expect(typist?.value).toBeNull();
  });
});

describe('CASE 11: a chat that its visitor had erased', () => {
  test('leaves the list, the conversations and the drafts', async () => {
    const { listeners } = await connect([mine('mine'), mine('other')]);
    desk.writeDraft('mine', 'Not sent');
    listeners.notices['chat:erased']({ chatId: 'mine' });
    expect(desk.groups.value.mine.map(({ chatId }) => chatId)).toEqual(['other']);
    expect(desk.conversationOf('mine')).toBeUndefined();
    expect(desk.draftOf('mine')).toBe('');
  });

  test('says why it is gone to whoever looks at it, without a name or a word of it', async () => {
    const { listeners } = await connect([mine('mine', { visitorName: 'Nora' })]);
    desk.select('mine');
    listeners.notices['message:new']({
      chatId: 'mine',
      audience: 'public',
      epoch,
      message: visitorMessage(1, 'Secret'),
    });
    listeners.notices['chat:erased']({ chatId: 'mine' });
    expect(desk.selected.value).toBeNull();
    expect(desk.toasts.current.value).toEqual({ kind: 'erased' });
    expect(desk.announcement.value).toBe('');
  });

  test('is only read out to whoever looks elsewhere, and not at all where it was never known', async () => {
    const { listeners } = await connect([mine('mine', { visitorName: 'Nora' }), mine('other')]);
    desk.select('other');
    listeners.notices['chat:erased']({ chatId: 'nobody-knows' });
    expect(desk.announcement.value).toBe('');
    listeners.notices['chat:erased']({ chatId: 'mine' });
    expect(desk.announcement.value).toBe('A visitor had their chat erased.');
    expect(desk.toasts.current.value).toBeNull();
    expect(desk.selected.value?.chatId).toBe('other');
  });
});

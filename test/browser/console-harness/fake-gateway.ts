import type { AgentRequest, SocketListeners, Transport } from '@handlr/console';
import {
  type AgentRequests,
  type ChatFacts,
  type ChatSummary,
  type Inbox,
  limits,
  type LiveVisitor,
  type LiveVisitors,
  type Message,
  type PayloadOf,
  refusal,
  type Result,
  type Role,
  type Sender,
  type StaffCalls,
  success,
} from '@handlr/protocol';
import { createSampleBans } from './sample-bans.ts';
import { createSampleChats, type SampleChat } from './sample-chats.ts';
import { createSampleTranscript, createSampleVisitors } from './sample-visitors.ts';
import { createSampleHistory } from './sample-histories.ts';
import { colleague, id, profile, sites } from './sample-people.ts';
import { createSampleSessions, type SampleSessions } from './sample-sessions.ts';
import { answerChecks } from './sample-checks.ts';

export type Scenario = {
  readonly signedIn: boolean;
  readonly chats: 'sample' | 'none';
  readonly invitation: 'open' | 'used';
  /** Requests that get no answer until `answer()`. */
  readonly slow: boolean;
  readonly role: Role;
  /** Signed in nowhere else. */
  readonly alone: boolean;
};

/** A gateway inside the page that plays both the visitors and the colleagues. Ids are names of the sample chats. */
export type FakeGateway = {
  readonly transport: Transport;
  readonly requests: { name: string; payload: unknown }[];
  visitorSays(chat: string, body: string): void;
  visitorTypes(chat: string, typing: boolean): void;
  visitorReads(chat: string): void;
  newChat(chat: string, visitorName: string): void;
  colleagueTakes(chat: string, silently: boolean): void;
  end(chat: string): void;
  /** The visitor agrees to be remembered, or withdraws that. */
  decideHistory(chat: string, status: 'granted' | 'withheld'): void;
  erase(chat: string): void;
  refuseHistory(code: 'unavailable' | 'withheld' | null): void;
  /** Answers about visits wait until the next call with false. */
  holdHistory(held: boolean): void;
  /** How many visitors are there, and what becomes of the list. */
  fillVisitors(count: number): void;
  visitorMoves(at: number, path: string): void;
  visitorLeaves(at: number): void;
  refuseVisitors(refused: boolean): void;
  doWithoutHistory(): void;
  refuseTranscript(code: 'unavailable' | 'withheld' | null): void;
  drop(): void;
  restore(): void;
  refuseSends(code: 'ended' | 'unavailable' | null): void;
  /** Where the visitor is cannot be banned any more. */
  forgetNetworks(): void;
  refuseBans(refused: boolean): void;
  /** What becomes of what is asked about the agent's sessions. */
  refuseSessions(refused: boolean): void;
  /** Answers about them wait until the next call with false. */
  holdSessions(held: boolean): void;
  /** They end this one from elsewhere. */
  endSession(): void;
  answer(): void;
};

const epoch = id('epoch');

export function createFakeGateway(scenario: Scenario): FakeGateway {
  const chats: Map<string, SampleChat> = scenario.chats === 'sample' ? createSampleChats(Date.now()) : new Map();
  const requests: FakeGateway['requests'] = [];
  let listeners: SocketListeners | undefined;
  let connected = false;
  let refuseWith: 'ended' | 'unavailable' | null = null;
  let refuseHistoryWith: 'unavailable' | 'withheld' | null = null;
  let networksForgotten = false;
  let bansRefused = false;
  let freeHistory: () => void = () => undefined;
  let historyFree = Promise.resolve();
  let visitors: LiveVisitor[] = createSampleVisitors(6, Date.now());
  let withheldSites: string[] = [];
  let refusesVisitors = false;
  let refuseTranscriptWith: 'unavailable' | 'withheld' | null = null;
  let release: () => void = () => undefined;
  const sessions = createSampleSessions(scenario.alone);
  const released = scenario.slow ? new Promise<void>((resolve) => (release = resolve)) : Promise.resolve();

  const find = (chatId: string): SampleChat => {
    const chat = chats.get(chatId) ?? chats.get(id(`chat${chatId}`));
    if (chat === undefined) throw new Error(`No chat ${chatId}`);
    return chat;
  };
  const announce = (chat: SampleChat): void => listeners?.notices['inbox:changed']({ ...chat.summary });
  const change = (chat: SampleChat, fields: Partial<ChatSummary>): ChatFacts => {
    Object.assign(chat.summary, fields);
    const facts = factsOf(chat);
    listeners?.notices['chat:changed'](facts);
    announce(chat);
    return facts;
  };
  const append = (chat: SampleChat, sender: Sender, body: string, messageId: string, tell: boolean): Message => {
    const message: Message = { seq: chat.messages.length + 1, messageId, sender, body, sentAt: Date.now() };
    chat.messages.push(message);
    const { chatId } = chat.summary;
    Object.assign(chat.summary, {
      headSeq: message.seq,
      lastMessage: { sender, preview: body.slice(0, 120), sentAt: message.sentAt },
    });
    if (tell) listeners?.notices['message:new']({ chatId, audience: 'public', epoch, message });
    announce(chat);
    return message;
  };

  const answers: {
    [Name in keyof AgentRequests]: (payload: PayloadOf<AgentRequests[Name]>) => Result<unknown>;
  } = {
    'inbox:watch': () =>
      success({
        nowMs: Date.now(),
        sites: [...sites],
        chats: [...chats.values()].map(({ summary }) => summary),
      } satisfies Inbox),
    'chat:join': ({ chatId, position }) => {
      const chat = find(chatId);
      const headSeq = chat.messages.length;
      const continued = position !== null && headSeq - position.seq <= limits.fetchMessages;
      const messages = continued ? chat.messages.slice(position.seq) : chat.messages.slice(-limits.snapshotMessages);
      return success({
        chat: factsOf(chat),
        catchUp: { recovery: continued ? 'continued' : 'snapshot', epoch, headSeq, messages },
      });
    },
    'chat:leave': () => success(null),
    'chat:accept': ({ chatId }) => {
      const chat = find(chatId);
      if (chat.summary.state !== 'waiting') return refusal('conflict');
      return success(change(chat, { state: 'active', agent: { agentId: profile.agentId, name: profile.name } }));
    },
    'chat:end': ({ chatId }) => success(change(find(chatId), { state: 'ended', endedAt: Date.now() })),
    'message:send': ({ chatId, messageId, body }) => {
      if (refuseWith !== null) return refusal(refuseWith);
      const sender: Sender = { kind: 'agent', agentId: profile.agentId, name: profile.name };
      return success({ epoch, message: append(find(chatId), sender, body, messageId, false) });
    },
    'message:fetch': ({ chatId, beforeSeq, afterSeq = 0 }) => {
      const { messages } = find(chatId);
      const page =
        beforeSeq === undefined
          ? messages.slice(afterSeq, afterSeq + limits.fetchMessages)
          : messages.slice(Math.max(0, beforeSeq - 1 - limits.fetchMessages), beforeSeq - 1);
      return success({ epoch, headSeq: messages.length, messages: page });
    },
    'visitor:history': ({ chatId }) => {
      const { summary } = find(chatId);
      if (refuseHistoryWith !== null) return refusal(refuseHistoryWith);
      const history = createSampleHistory(nameOf(chatId), Date.now());
      return summary.consent.history === 'granted' && history !== null ? success(history) : refusal('withheld');
    },
    ...createSampleBans(
      () => networksForgotten,
      () => bansRefused,
    ),
    'visitor:transcript': () =>
      refuseTranscriptWith === null ? success(createSampleTranscript(Date.now())) : refusal(refuseTranscriptWith),
    'visitors:watch': () => {
      if (refusesVisitors) return refusal('unavailable');
      return success({ nowMs: Date.now(), visitors, withheldSites } satisfies LiveVisitors);
    },
    'visitors:unwatch': () => success(null),
    ...answerChecks(),
    'typing:set': () => success(null),
    'read:mark': ({ chatId, seq }) => {
      change(find(chatId), { readByAgentSeq: seq });
      return success(null);
    },
  };

  const request: AgentRequest = async (name, payload) => {
    requests.push({ name, payload });
    await released;
    if (name === 'visitor:history') await historyFree;
    if (!connected) return refusal('unavailable');
    const answer: Result<never> = JSON.parse(JSON.stringify(answers[name](payload)));
    return answer;
  };

  return {
    requests,
    transport: {
      call: createCalls(scenario, requests, sessions),
      openSocket(given) {
        listeners = given;
        connected = true;
        queueMicrotask(() => given.connected());
        return { request, reconnect: restore, close: () => (connected = false) };
      },
    },
    visitorSays: (chat, body) => void append(find(chat), { kind: 'visitor' }, body, id(`said${Math.random()}`), true),
    visitorTypes: (chat, typing) =>
      listeners?.notices['typing:changed']({ chatId: find(chat).summary.chatId, who: 'visitor', name: null, typing }),
    visitorReads: (chat) => void change(find(chat), { readByVisitorSeq: find(chat).messages.length }),
    newChat(chat, visitorName) {
      const [like] = createSampleChats(Date.now()).values();
      if (like === undefined) return;
      const chatId = id(`chat${chat}`);
      const fresh: Partial<ChatSummary> = { chatId, visitorName, state: 'waiting', agent: null, openedAt: Date.now() };
      const empty = { headSeq: 0, lastMessage: null, readByAgentSeq: 0, readByVisitorSeq: 0 };
      chats.set(chatId, { summary: { ...like.summary, ...fresh, ...empty }, messages: [] });
      announce(find(chat));
    },
    colleagueTakes(chat, silently) {
      const fields: Partial<ChatSummary> = { state: 'active', agent: colleague };
      if (silently) Object.assign(find(chat).summary, fields);
      else change(find(chat), fields);
    },
    end: (chat) => void change(find(chat), { state: 'ended', endedAt: Date.now() }),
    decideHistory(chat, status) {
      const { summary } = find(chat);
      change(find(chat), { consent: { ...summary.consent, history: status } });
    },
    erase(chat) {
      const { chatId } = find(chat).summary;
      chats.delete(chatId);
      listeners?.notices['chat:erased']({ chatId });
    },
    refuseHistory: (code) => (refuseHistoryWith = code),
    holdHistory(held) {
      freeHistory();
      if (held) historyFree = new Promise((resolve) => (freeHistory = resolve));
    },
    fillVisitors(count) {
      visitors = createSampleVisitors(count, Date.now());
    },
    visitorMoves(at, path) {
      const known = visitors[at];
      if (known === undefined) return;
      const moved = { ...known, page: { url: `https://wrenmarsh.example${path}`, title: '' }, onPageSince: Date.now() };
      visitors = visitors.with(at, moved);
      listeners?.notices['visitors:changed'](moved);
    },
    visitorLeaves(at) {
      const [gone] = visitors.splice(at, 1);
      if (gone !== undefined) listeners?.notices['visitors:left']({ siteId: gone.siteId, presenceId: gone.presenceId });
    },
    refuseVisitors: (refused) => (refusesVisitors = refused),
    doWithoutHistory() {
      withheldSites = sites.slice(1, 2).map(({ siteId }) => siteId);
      visitors = [];
    },
    refuseTranscript: (code) => (refuseTranscriptWith = code),
    drop() {
      connected = false;
      listeners?.disconnected();
    },
    restore,
    refuseSends: (code) => (refuseWith = code),
    forgetNetworks: () => (networksForgotten = true),
    refuseBans: (refused) => (bansRefused = refused),
    refuseSessions: sessions.refuse,
    holdSessions: sessions.hold,
    endSession: () => listeners?.notices['session:ended']({}),
    answer: () => release(),
  };

  function restore(): void {
    if (connected) return;
    connected = true;
    listeners?.connected();
  }
}

function nameOf(chatId: string): string {
  return chatId.replace(/^chat(.*?)0*$/, '$1');
}

function factsOf({ summary }: SampleChat): ChatFacts {
  const { chatId, state, agent, openedAt, endedAt, readByVisitorSeq, readByAgentSeq } = summary;
  return { chatId, state, agent, openedAt, endedAt, readByVisitorSeq, readByAgentSeq };
}

export const goodKey = 'A'.repeat(43);

function createCalls(
  scenario: Scenario,
  requests: FakeGateway['requests'],
  sessions: SampleSessions,
): Transport['call'] {
  const signedIn = { ...profile, memberships: [{ siteId: null, role: scenario.role }] };
  const stretch = { algorithm: 'argon2id', memoryKib: 65_536, passes: 3, parallelism: 1, salt: 'A'.repeat(22) };
  const answers: { [Name in keyof StaffCalls]: (payload: PayloadOf<StaffCalls[Name]>) => Result<unknown> } = {
    'session/show': () => (scenario.signedIn ? success(signedIn) : refusal('forbidden')),
    'session/end': () => success(null),
    ...sessions.answers,
    'sign-in/begin': () => success(stretch),
    'sign-in/finish': ({ authKey }) => (authKey === goodKey ? success(signedIn) : refusal('forbidden')),
    'invitation/show': () =>
      scenario.invitation === 'open'
        ? success({ email: profile.email, name: '', role: 'agent', stretch })
        : refusal('not-found'),
    'invitation/accept': () => success(signedIn),
  };
  return async (name, payload) => {
    requests.push({ name, payload });
    if (name in sessions.answers) await sessions.free();
    const answer: Result<never> = JSON.parse(JSON.stringify(answers[name](payload)));
    return answer;
  };
}

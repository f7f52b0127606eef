import type { CreateTransport, TransportListener } from '@handlr/sdk';
import { defaultConsentPolicy, resolveConsent, summariseConsent } from '@handlr/privacy';
import {
  type ChatFacts,
  type ConsentSummary,
  type ErrorCode,
  type Message,
  refusal,
  type Result,
  type Statement,
  success,
} from '@handlr/protocol';

type Asked = { readonly name: string; readonly payload: Record<string, unknown> };
export const agent = { agentId: 'agent-maya', name: 'Maya' };
const epoch = 'epoch-1';

/** The gateway at the other end of a transport that has no wire: what was asked is written down, what is answered can be set. */
export function createFakeGateway() {
  const asked: Asked[] = [];
  const refusals = new Map<string, ErrorCode>();
  /** What was stated last, by chat and by visitor's token. */
  const statements = new Map<string, Statement>();
  const visits = new Map<string, number>();
  const chats = new Map<string, { facts: ChatFacts; messages: Message[] }>();
  const listeners = new Set<TransportListener>();
  const connected = new Set<TransportListener>();
  let attempts = 0;
  let isReachable = true;
  let withholdsAll = false;
  let heldName = '';
  let held = Promise.withResolvers<void>();
  let refusedWith: ErrorCode | null = null;
  let closedUntil: number | null = null;

  const createTransport: CreateTransport = (listener) => ({
    open() {
      listeners.add(listener);
      queueMicrotask(() => connect(listener));
    },
    close() {
      listeners.delete(listener);
      if (connected.delete(listener)) listener.disconnected();
    },
    hurry() {
      connect(listener);
    },
    async request(name, payload) {
      if (!connected.has(listener)) return refusal('unavailable');
      asked.push({ name, payload });
      const code = refusals.get(name);
      // The shapes are the protocol's; that they are answered rightly is what the gateway's own tests are for.
      const result: Result<never> =
        code === undefined ? JSON.parse(JSON.stringify(answer(name, payload))) : refusal(code);
      await (name === heldName ? held.promise : Promise.resolve());
      return connected.has(listener) ? result : refusal('unavailable');
    },
  });

  return {
    createTransport,
    asked,
    namesAsked: () => asked.map(({ name }) => name),
    lastAsked: (wanted: string) => asked.findLast(({ name }) => name === wanted)?.payload,
    visits,
    statements,
    /** As `asked`, but only those of this name. */
    allAsked: (wanted: string) => asked.filter(({ name }) => name === wanted).map(({ payload }) => payload),
    chatCount: () => chats.size,
    socketCount: () => connected.size,
    /** How often somebody tried to connect. */
    attempts: () => attempts,
    refuse: (name: string, code: ErrorCode | null) =>
      void (code === null ? refusals.delete(name) : refusals.set(name, code)),
    /** Answers to these requests wait until they are released. */
    hold(name: string): void {
      heldName = name;
      held = Promise.withResolvers();
    },
    release: () => held.resolve(),
    /** As if the browser's signal came with each request. */
    withholdAll: () => void (withholdsAll = true),
    refuseSockets: (code: ErrorCode) => void (refusedWith = code),
    /** Bans everybody, by its own word and to whoever knocks. */
    shut(until: number): void {
      closedUntil = until;
      for (const { notices } of connected) notices['ban:closed']?.({ until });
    },
    reopen: () => void (closedUntil = null),
    forgetChats: () => chats.clear(),
    /** The network is gone, or back. */
    setReachable(reachable: boolean): void {
      isReachable = reachable;
      for (const listener of listeners) {
        if (reachable) connect(listener);
        else if (connected.delete(listener)) listener.disconnected();
      }
    },
    change,
    accept: () => change({ state: 'active', agent }),
    end: () => change({ state: 'ended', endedAt: 1 }),
    say(body: string): Message {
      const { facts } = newest();
      const message = store({ kind: 'agent', ...agent }, body);
      publish(facts.chatId, message);
      return message;
    },
    type(typing: boolean): void {
      const { chatId } = newest().facts;
      for (const { notices } of connected)
        notices['typing:changed']({ chatId, who: 'agent', name: agent.name, typing });
    },
    messages: () => newest().messages,
  };

  function connect(listener: TransportListener): void {
    if (!listeners.has(listener) || connected.has(listener)) return;
    attempts += 1;
    if (closedUntil !== null) return listener.refused('closed', closedUntil);
    if (refusedWith !== null) return listener.refused(refusedWith);
    if (!isReachable) return listener.disconnected();
    connected.add(listener);
    listener.connected();
  }

  function answer(name: string, payload: Record<string, unknown>): Result<unknown> {
    switch (name) {
      case 'chat:open':
        if (!chats.has(String(payload['capability']))) {
          chats.set(String(payload['capability']), { facts: newFacts(chats.size), messages: [] });
        }
        return joined(payload);
      case 'chat:resume':
        return chats.has(String(payload['capability'])) ? joined(payload) : refusal('not-found');
      case 'message:send': {
        const { messages, facts } = newest();
        if (facts.state === 'ended') return refusal('ended');
        const known = messages.find(({ messageId }) => messageId === payload['messageId']);
        const message = known ?? store({ kind: 'visitor' }, String(payload['body']), String(payload['messageId']));
        if (known === undefined) publish(facts.chatId, message);
        return success({ epoch, message });
      }
      case 'message:fetch': {
        const { messages } = newest();
        const beforeSeq = Number(payload['beforeSeq'] ?? Infinity);
        const found = messages.filter(({ seq }) => seq > Number(payload['afterSeq'] ?? 0) && seq < beforeSeq);
        return success({ epoch, headSeq: messages.length, messages: found });
      }
      case 'chat:erase': {
        const [capability] = [...chats].find(([, { facts }]) => facts.chatId === payload['chatId']) ?? [];
        if (capability === undefined || !chats.delete(capability)) return refusal('not-found');
        return success({ erasedAt: 5, erased: { 'gateway/chats': 1 } });
      }
      case 'chat:end':
        return success(change({ state: 'ended', endedAt: 1 }));
      case 'consent:state':
        return state(payload);
      case 'visit:beat': {
        const token = String(payload['visitorToken']);
        return inForce(statements.get(token)).history === 'withheld' ? refusal('withheld') : success(null);
      }
      case 'visit:report': {
        const token = String(payload['visitorToken']);
        if (inForce(statements.get(token)).history === 'withheld') return refusal('withheld');
        visits.set(token, (visits.get(token) ?? 0) + 1);
        return success({ visits: visits.get(token), firstVisitAt: 1, lastVisitAt: 2 });
      }
      default:
        return success(null);
    }
  }

  function state({ statement, chatId, visitorToken }: Record<string, unknown>): Result<unknown> {
    const given: Statement = JSON.parse(JSON.stringify(statement));
    let stated = given;
    for (const whose of [chatId, visitorToken]) {
      if (typeof whose !== 'string') continue;
      const known = statements.get(whose);
      if (known === undefined || known.number <= given.number) statements.set(whose, given);
      stated = statements.get(whose) ?? given;
      if (whose === visitorToken && inForce(stated).history === 'withheld') visits.delete(whose);
    }
    return success({ number: stated.number, inForce: inForce(withholdsAll ? { ...stated, gpc: true } : stated) });
  }

  function joined({ capability, position }: Record<string, unknown>): Result<unknown> {
    const chat = chats.get(String(capability));
    if (chat === undefined) return refusal('not-found');
    const headSeq = chat.messages.length;
    const catchUp =
      position === null
        ? { recovery: 'snapshot', epoch, headSeq, messages: chat.messages.slice(-3) }
        : { recovery: 'continued', epoch, headSeq, messages: chat.messages.slice(seqOf(position)) };
    return success({ chat: chat.facts, catchUp });
  }

  function change(fields: Partial<ChatFacts>): ChatFacts {
    const chat = newest();
    chat.facts = { ...chat.facts, ...fields };
    for (const { notices } of connected) notices['chat:changed'](chat.facts);
    return chat.facts;
  }

  function publish(chatId: string, message: Message): void {
    for (const { notices } of connected) notices['message:new']({ chatId, audience: 'public', epoch, message });
  }

  function store(sender: Message['sender'], body: string, messageId?: string): Message {
    const { messages } = newest();
    const seq = messages.length + 1;
    const message = { seq, messageId: messageId ?? `message-${seq}`, sender, body, sentAt: 1_000 + seq };
    messages.push(message);
    return message;
  }

  function newest() {
    const chat = [...chats.values()].at(-1);
    if (chat === undefined) throw new Error('Nobody has opened a chat');
    return chat;
  }
}

function seqOf(position: unknown): number {
  return typeof position === 'object' && position !== null && 'seq' in position ? Number(position.seq) : 0;
}

function inForce(statement: Statement | undefined): ConsentSummary {
  const { banner = {}, gpc = false } = statement ?? {};
  const decision = statement === undefined ? null : { ...statement, decidedAt: 0 };
  const inputs = { policy: defaultConsentPolicy, hasActed: true, decision, banner, gpc, nowMs: 0 };
  return summariseConsent(resolveConsent(inputs));
}

function newFacts(count: number): ChatFacts {
  return {
    chatId: `chat-${count}`,
    state: 'waiting',
    agent: null,
    openedAt: 1_000,
    endedAt: null,
    readByVisitorSeq: 0,
    readByAgentSeq: 0,
  };
}

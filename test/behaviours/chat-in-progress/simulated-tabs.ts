import {
  type ChatProgress,
  createStreamState,
  noChat,
  type ProgressEffect,
  type ProgressEvent,
  type stepProgress,
  type StreamState,
} from '@handlr/core';
import type { ChatFacts } from '@handlr/protocol';

export type Step = typeof stepProgress;

type Asked =
  | { readonly kind: 'join'; readonly asked: string; readonly answer: ChatFacts | 'not-found' }
  | { readonly kind: 'end' };

export type Tab = {
  progress: ChatProgress;
  /** Written here, and not accepted yet. */
  unsent: string[];
  isUp: boolean;
  wantsSocket: boolean;
  /** Answers of the gateway that are on their way. */
  readonly answers: Asked[];
  /** The key changed on the device, and this tab has not heard of it. */
  unheard: number;
};

/** What happens in a sequence. `tab` is taken from those that there are. */
export type Act = {
  readonly does: (typeof acts)[number];
  readonly tab: number;
};

export const acts = [
  'write',
  'retry',
  'connect',
  'lose',
  'answer',
  'hear',
  'reload',
  'accept',
  'end',
  'end by visitor',
  'expire',
  'forget',
  'start anew',
  'erase',
] as const;

/** Several tabs over one device and one gateway. `broken` is called with the id of a rule as soon as it does not hold. */
export function createSimulatedTabs(step: Step, count: number, broken: (rule: string) => void) {
  const device: { key: string | null } = { key: null };
  const kept = new Set<string>();
  const chats = new Map<string, ChatFacts>();
  const chatOfKey = new Map<string, string>();
  const accepted: string[] = [];
  let counter = 0;
  let hasWritten = false;
  let isForgotten = false;
  const tabs: Tab[] = [];
  for (let at = 0; at < count; at += 1) tabs.push(load());

  return { tabs, device, chats, accepted, act, settle, isForgotten: () => isForgotten };

  function load(): Tab {
    const tab: Tab = { progress: noChat, unsent: [], isUp: false, wantsSocket: false, answers: [], unheard: 0 };
    report(tab, { type: 'page-loaded', held: device.key });
    return tab;
  }

  function report(tab: Tab, event: ProgressEvent): void {
    const before = tab.progress;
    const [next, effects] = step(before, event);
    tab.progress = next;
    check(before, next);
    for (const effect of effects) perform(tab, effect, before);
  }

  function check(before: ChatProgress, { capability, facts }: ChatProgress): void {
    if (capability !== null && !hasWritten) broken('CIP1');
    if (capability !== null && facts !== null && chatOfKey.get(capability) !== facts.chatId) broken('CIP10');
    const isSame = before.facts?.chatId === facts?.chatId;
    if (isSame && before.facts?.state === 'ended' && facts?.state !== 'ended') broken('CIP11');
  }

  function perform(tab: Tab, effect: ProgressEffect, before: ChatProgress): void {
    switch (effect.type) {
      case 'keep-key': {
        const isOver = device.key === before.capability || device.key === null;
        if (!isOver || effect.capability === device.key) broken('CIP9');
        kept.add(effect.capability);
        return change(tab, effect.capability);
      }
      case 'renew-key':
        // An ended chat is renewed once, when it ends.
        if (before.facts?.state === 'ended') broken('CIP5');
        return;
      case 'forget-key':
        if (effect.capability === null || effect.capability === device.key) change(tab, null);
        return;
      case 'connect':
        tab.wantsSocket = true;
        return;
      case 'disconnect':
      case 'refuse':
        tab.wantsSocket = false;
        // Answers may come all the same: others use the socket.
        if (tab.isUp) drop(tab);
        return;
      case 'restart-stream':
        if (effect.unsent === 'forget') tab.unsent = [];
        return;
      case 'rejoin':
        return join(tab);
      case 'end':
        endChat(effect.chatId);
        tab.answers.push({ kind: 'end' });
        return;
      case 'started':
      case 'ended':
      case 'agent-joined':
        return;
    }
  }

  function change(by: Tab, key: string | null): void {
    if (device.key === key) return;
    device.key = key;
    for (const tab of tabs) if (tab !== by) tab.unheard += 1;
  }

  function lose(tab: Tab): void {
    const lost = tab.answers.splice(0);
    if (tab.isUp) drop(tab);
    for (const answer of lost) {
      if (answer.kind === 'end') report(tab, { type: 'end-answered' });
      else
        report(tab, { type: 'join-refused', asked: answer.asked, code: 'unavailable', stream: stream(tab), ...keys() });
    }
  }

  function drop(tab: Tab): void {
    tab.isUp = false;
    report(tab, { type: 'disconnected' });
  }

  /** The gateway takes it up at once; its answer is on its way. */
  function join(tab: Tab): void {
    const { capability, isKnown } = tab.progress;
    if (capability === null) return;
    if (!kept.has(capability)) broken('CIP2');
    if (!isKnown && !chatOfKey.has(capability)) {
      const chatId = `chat-${(counter += 1)}`;
      chatOfKey.set(capability, chatId);
      chats.set(chatId, newChat(chatId));
    }
    const answer = chats.get(chatOfKey.get(capability) ?? '') ?? 'not-found';
    tab.answers.push({ kind: 'join', asked: capability, answer });
  }

  function answer(tab: Tab): void {
    const next = tab.answers.shift();
    if (next === undefined) return;
    if (next.kind === 'end') return report(tab, { type: 'end-answered' });
    const { asked, answer: chat } = next;
    if (chat === 'not-found') {
      return report(tab, { type: 'join-refused', asked, code: 'not-found', stream: stream(tab), ...keys() });
    }
    report(tab, { type: 'joined', asked, chat });
    flush(tab);
  }

  /** What waits goes out, where the tab is in a chat that goes on. */
  function flush(tab: Tab): void {
    const { proof } = tab.progress;
    const chat = chats.get(proof?.chatId ?? '');
    if (proof === null || chat === undefined) return;
    if (chat.state !== 'ended') {
      for (const message of tab.unsent.splice(0)) {
        accepted.push(message);
        report(tab, { type: 'delivered' });
      }
    }
    report(tab, { type: 'stream-changed', stream: { ...stream(tab), outbox: [], link: 'live' } });
  }

  function act({ does, tab: at }: Act): void {
    const tab = tabs[at % tabs.length];
    if (tab === undefined) return;
    const { facts, capability, proof } = tab.progress;
    const newest = [...chats.values()].at(-1);
    switch (does) {
      case 'write':
        hasWritten = true;
        isForgotten = false;
        report(tab, { type: 'composed', ...keys() });
        tab.unsent.push(`message-${(counter += 1)}`);
        return flush(tab);
      case 'retry':
        if (tab.unsent.length === 0) return;
        // To try again what was kept on starting anew is to write, whatever another tab forgot before.
        if (capability === null && facts === null) isForgotten = false;
        return report(tab, { type: 'retried', ...keys() });
      case 'connect':
        if (!tab.wantsSocket || tab.isUp) return;
        tab.isUp = true;
        report(tab, { type: 'connected' });
        return join(tab);
      case 'lose':
        return lose(tab);
      case 'answer':
        return answer(tab);
      case 'hear':
        if (tab.unheard === 0) return;
        tab.unheard = 0;
        return report(tab, { type: 'key-changed', held: device.key });
      case 'reload':
        tabs[at % tabs.length] = load();
        return;
      case 'accept':
        if (newest?.state === 'waiting') say({ ...newest, state: 'active', agent: { agentId: 'maya', name: 'Maya' } });
        return;
      case 'end':
        return newest === undefined ? undefined : endChat(newest.chatId);
      case 'end by visitor':
        return proof === null ? undefined : endChat(proof.chatId);
      case 'expire':
        // A chat that somebody is connected to goes with a notice; without one it goes while the gateway is away.
        for (const other of tabs) lose(other);
        return chats.clear();
      case 'forget':
        isForgotten = true;
        return report(tab, { type: 'forgotten' });
      case 'start anew':
        return facts?.state === 'ended' ? report(tab, { type: 'started-anew' }) : undefined;
      case 'erase': {
        if (proof === null || capability === null) return;
        chats.delete(proof.chatId);
        report(tab, { type: 'erased', capability });
        for (const other of tabs) report(other, { type: 'chat-erased', chatId: proof.chatId });
      }
    }
  }

  function endChat(chatId: string): void {
    const chat = chats.get(chatId);
    if (chat !== undefined && chat.state !== 'ended') say({ ...chat, state: 'ended', endedAt: 1 });
  }

  function say(chat: ChatFacts): void {
    chats.set(chat.chatId, chat);
    for (const tab of tabs) {
      report(tab, { type: 'changed', chat });
      flush(tab);
    }
  }

  /** Until nothing is on its way any more. */
  function settle(): void {
    for (let round = 0; round < 50; round += 1) {
      for (const at of tabs.keys()) for (const does of ['hear', 'connect', 'answer'] as const) act({ does, tab: at });
    }
  }

  function keys() {
    return { held: device.key, fresh: `key-${(counter += 1)}` };
  }
}

function stream(tab: Tab): StreamState {
  const outbox = tab.unsent.map(
    (messageId) => ({ messageId, body: '', composedAtMs: 0, status: 'waiting', refusals: 0, failure: null }) as const,
  );
  return { ...createStreamState({ kind: 'visitor' }), outbox };
}

function newChat(chatId: string): ChatFacts {
  return { chatId, state: 'waiting', agent: null, openedAt: 1, endedAt: null, readByVisitorSeq: 0, readByAgentSeq: 0 };
}

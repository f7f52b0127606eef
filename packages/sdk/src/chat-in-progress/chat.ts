import { createId, isOwn, renderedSeq } from '@handlr/core';
import {
  type CatchUp,
  type ChatFacts,
  isRetryable,
  limits,
  type Message,
  type Position,
  refusal,
  type Result,
  success,
} from '@handlr/protocol';
import { createStreamShell } from '../delivery/stream-shell.ts';
import type { SiteIdentity } from '../site-configuration.ts';
import type { Surroundings } from '../surroundings/surroundings.ts';
import { createReadMarks } from '../transcript-position/read-marks.ts';
import type { CreateTransport } from '../transport/transport.ts';
import { createOtherTyping } from '../typing/other-typing.ts';
import { createOwnTyping } from '../typing/own-typing.ts';
import type { Chat, ChatEvents, Proof } from './chat-events.ts';
import type { ChatKey } from './chat-key.ts';
import { createChatLink } from './chat-link.ts';
import { viewChat } from './chat-view.ts';
import { createIntroduction } from './introduction.ts';
import { tellChanges } from './tell-changes.ts';
import { wellFormed } from './well-formed.ts';

/*
 * The visitor's chat in the browser. What of it is delivered, and in which order, core's stream machine decides.
 *
 * CIP1  Before the visitor writes the first message there is no key, no socket and nothing on the wire.
 * CIP2  The first message makes the key, keeps it and opens the chat; asked again, the gateway opens the same chat.
 * CIP3  A device that holds a key resumes its chat, after a reload and in every tab.
 * CIP4  A chat that the gateway has no more is forgotten here; messages that wait go into a new one.
 * CIP5  A chat that has ended has no socket. Its key stays for the resume window, or until the visitor starts anew.
 * CIP6  Forgetting ends the chat, and removes the key in every tab.
 * CIP7  The page on which the box was opened leaves the browser reduced, and only with the chat.
 * CIP8  A chat whose key the visitor cleared, or the browser refuses to keep, goes on in memory; its state says so.
 */

type Deps = {
  readonly site: SiteIdentity;
  readonly key: ChatKey;
  readonly surroundings: Surroundings;
  readonly createTransport: CreateTransport;
  emit<Name extends keyof ChatEvents>(name: Name, payload: ChatEvents[Name]): void;
  changed(): void;
};

export function createChat({ site, key, surroundings, createTransport, emit, changed }: Deps): Chat {
  let capability: string | null = null;
  /** The gateway is known to have had the chat, so it is resumed and never opened a second time. */
  let isKnown = false;
  let facts: ChatFacts | null = null;
  let proof: Proof | null = null;
  let hasExpired = false;

  const introduction = createIntroduction(surroundings, site.name);
  const readMarks = createReadMarks((seq) => void inChat((chatId) => link.request('read:mark', { chatId, seq })));
  const otherTyping = createOtherTyping(surroundings, changed);
  const ownTyping = createOwnTyping(surroundings, (typing) => {
    void inChat((chatId) => link.request('typing:set', { chatId, typing }));
  });
  const stream = createStreamShell(surroundings, {
    join,
    send: (messageId, body) => inChat((chatId) => link.request('message:send', { chatId, messageId, body })),
    fetch: (range) => inChat((chatId) => link.request('message:fetch', { chatId, ...range })),
    arrived,
    delivered({ body, sentAt }) {
      keepKey();
      emit('message:sent', { text: body, at: sentAt });
    },
    changed: update,
  });
  const link = createChatLink({
    createTransport,
    surroundings,
    notices: {
      'chat:changed'(next) {
        if (isOurs(next.chatId)) learn(next);
        update();
      },
      'chat:erased'({ chatId }) {
        if (isOurs(chatId)) forgetHere();
      },
      'message:new'({ chatId, epoch, message }) {
        if (isOurs(chatId)) stream.report({ type: 'received', epoch, message });
      },
      'message:head'({ chatId, epoch, seq }) {
        if (isOurs(chatId)) stream.report({ type: 'headed', epoch, seq });
      },
      'typing:changed'({ chatId, who, typing }) {
        if (isOurs(chatId) && who === 'agent') otherTyping.heard(typing);
      },
    },
    up() {
      readMarks.reset();
      stream.report({ type: 'connected' });
    },
    down() {
      proof = null;
      otherTyping.heard(false);
      stream.report({ type: 'disconnected' });
    },
    isWanted: () => capability !== null && facts?.state !== 'ended',
    changed,
  });

  const undos = [key.watch(() => followKey(false)), link.close];
  followKey(true);

  return {
    view: () =>
      viewChat({
        facts,
        isStarted: capability !== null,
        stream: stream.state(),
        readSeq: readMarks.readSeq(facts?.readByVisitorSeq ?? 0),
        isAgentTyping: otherTyping.isTyping(),
        connection: link.state(),
        hasExpired,
      }),
    proof: () => proof,
    isJoining: () => capability !== null && proof === null && link.isUnderWay(),
    notePage: introduction.notePage,
    setName: introduction.setName,
    setOpening: introduction.setOpening,
    send(text) {
      const body = wellFormed(text).trim();
      if (body === '' || body.length > limits.messageBodyLength) return false;
      if (facts?.state === 'ended') startNew();
      ownTyping.set(false);
      stream.report({ type: 'composed', messageId: createId(surroundings), body });
      begin();
      return true;
    },
    retry(messageId) {
      stream.report({ type: 'retried', messageId });
      begin();
    },
    discard: (messageId) => stream.report({ type: 'discarded', messageId }),
    loadOlder: () => stream.report({ type: 'older-wanted' }),
    setTyping(typing) {
      if (facts !== null && facts.state !== 'ended') ownTyping.set(typing);
    },
    setReading(reading) {
      readMarks.setReading(reading);
      update();
    },
    async end() {
      const ended = await inChat((chatId) => link.request('chat:end', { chatId }));
      if (!ended.ok) return ended;
      learn(ended.value);
      update();
      return success(null);
    },
    async forget() {
      key.forget();
      // Nothing that comes meanwhile may keep it again.
      capability = null;
      if (facts?.state !== 'ended') await inChat((chatId) => link.request('chat:end', { chatId }));
      if (capability === null) leave('forget');
    },
    erased(erasedCapability) {
      if (capability === erasedCapability) forgetHere();
    },
    startNew,
    close: () => undos.forEach((undo) => undo()),
  };

  /** CIP2: what was written needs a chat to go to. */
  function begin(): void {
    // Another tab may have been first.
    capability ??= key.current() ?? key.make();
    if (link.state() !== 'connected') link.connect();
    else if (stream.state().link === 'offline') stream.report({ type: 'connected' });
  }

  async function join(position: Position | null): Promise<Result<CatchUp>> {
    const asked = capability;
    if (asked === null) return refusal('not-found');
    const wasKnown = isKnown;
    const joined = wasKnown
      ? await link.request('chat:resume', { capability: asked, position })
      : await link.request('chat:open', { capability: asked, ...introduction.introduce(), position });
    if (joined.ok) {
      isKnown = true;
      proof = { chatId: joined.value.chat.chatId };
      learn(joined.value.chat);
      keepKey();
      if (!wasKnown) emit('chat:started', {});
      return success(joined.value.catchUp);
    }
    if (joined.error.code === 'not-found' && wasKnown) expire();
    else if (!isRetryable(joined.error.code)) link.refused(joined.error.code);
    return joined;
  }

  /** CIP4 */
  function expire(): void {
    const hasUnsent = stream.state().outbox.some(({ status }) => status !== 'failed');
    key.forget();
    reset('keep');
    hasExpired = true;
    if (hasUnsent) begin();
    else link.disconnect();
  }

  /** The chat is no more: neither its key nor what waits to be sent leads anywhere. */
  function forgetHere(): void {
    key.forget();
    leave('forget');
  }

  function startNew(): void {
    key.forget();
    leave('keep');
  }

  function leave(unsent: 'keep' | 'forget'): void {
    link.disconnect();
    reset(unsent);
  }

  function reset(unsent: 'keep' | 'forget'): void {
    capability = null;
    isKnown = false;
    facts = null;
    proof = null;
    hasExpired = false;
    readMarks.reset();
    otherTyping.heard(false);
    stream.restart(unsent);
  }

  /** CIP3, CIP6: this device's key is the same in every tab. A key that just came may belong to a chat that is being opened. */
  function followKey(isKnownThen: boolean): void {
    const held = key.current();
    if (held === capability) return changed();
    if (capability !== null) leave(held === null ? 'forget' : 'keep');
    if (held === null) return;
    capability = held;
    isKnown = isKnownThen;
    link.connect();
  }

  function arrived(message: Message): void {
    if (message.sender.kind !== 'agent' || isOwn(stream.state(), message)) return;
    otherTyping.heard(false);
    emit('message:received', { text: message.body, from: message.sender.name, at: message.sentAt });
  }

  function learn(next: ChatFacts): void {
    const before = facts;
    facts = next;
    if (before === null) return;
    // The resume window begins.
    if (next.state === 'ended' && before.state !== 'ended' && capability !== null) key.keep(capability);
    tellChanges(before, next, emit);
  }

  function keepKey(): void {
    if (capability !== null && facts?.state !== 'ended') key.keep(capability);
  }

  function update(): void {
    const current = stream.state();
    if (facts !== null && current.link === 'live') {
      readMarks.shown(renderedSeq(current), facts.readByVisitorSeq);
      // CIP5
      const isSettled = !current.fetching && current.outbox.every(({ status }) => status === 'failed');
      if (facts.state === 'ended' && isSettled) link.disconnect();
    }
    changed();
  }

  function inChat<Value>(ask: (chatId: string) => Promise<Result<Value>>): Promise<Result<Value>> {
    return facts === null ? Promise.resolve(refusal('unavailable')) : ask(facts.chatId);
  }

  function isOurs(chatId: string): boolean {
    // What comes while others use the socket is not for a chat that has let go of it.
    return chatId === facts?.chatId && link.state() !== 'idle';
  }
}

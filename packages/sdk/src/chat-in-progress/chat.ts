import {
  createCapability,
  createId,
  isHeard,
  isOwn,
  noChat,
  type ProgressEffect,
  type ProgressEvent,
  renderedSeq,
  stepProgress,
  wantsConnection,
} from '@handlr/core';
import {
  type CatchUp,
  type ChatFacts,
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
import type { Chat, ChatEvents } from './chat-events.ts';
import type { ChatKey } from './chat-key.ts';
import { createChatLink } from './chat-link.ts';
import { viewChat } from './chat-view.ts';
import { createIntroduction } from './introduction.ts';
import { wellFormed } from './well-formed.ts';

type Deps = {
  readonly site: SiteIdentity;
  readonly key: ChatKey;
  readonly surroundings: Surroundings;
  readonly createTransport: CreateTransport;
  emit<Name extends keyof ChatEvents>(name: Name, payload: ChatEvents[Name]): void;
  changed(): void;
};

/**
 * The visitor's chat in the browser. Which chat it is and when it is opened, resumed and left, core's chat in progress decides;
 * what of it is delivered, and in which order, core's stream.
 */
export function createChat({ site, key, surroundings, createTransport, emit, changed }: Deps): Chat {
  let progress = noChat;
  let ending: Promise<unknown> = Promise.resolve();

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
      report({ type: 'delivered' });
      emit('message:sent', { text: body, at: sentAt });
    },
    changed: update,
  });
  const link = createChatLink({
    createTransport,
    surroundings,
    notices: {
      'chat:changed': learn,
      'chat:erased': ({ chatId }) => report({ type: 'chat-erased', chatId }),
      'message:new'({ chatId, epoch, message }) {
        if (isHeard(progress, chatId)) stream.report({ type: 'received', epoch, message });
      },
      'message:head'({ chatId, epoch, seq }) {
        if (isHeard(progress, chatId)) stream.report({ type: 'headed', epoch, seq });
      },
      'typing:changed'({ chatId, who, typing }) {
        if (isHeard(progress, chatId) && who === 'agent') otherTyping.heard(typing);
      },
    },
    up() {
      report({ type: 'connected' });
      readMarks.reset();
      stream.report({ type: 'connected' });
    },
    down() {
      report({ type: 'disconnected' });
      otherTyping.heard(false);
      stream.report({ type: 'disconnected' });
    },
    isWanted: () => wantsConnection(progress),
    changed,
  });

  const undos = [key.watch(() => report({ type: 'key-changed', held: key.current() })), link.close];
  report({ type: 'page-loaded', held: key.current() });

  return {
    view: () =>
      viewChat({
        progress,
        stream: stream.state(),
        readSeq: readMarks.readSeq(progress.facts?.readByVisitorSeq ?? 0),
        isAgentTyping: otherTyping.isTyping(),
        connection: link.state(),
      }),
    proof: () => progress.proof,
    isJoining: () => progress.capability !== null && progress.proof === null && link.isUnderWay(),
    notePage: introduction.notePage,
    setName: introduction.setName,
    setOpening: introduction.setOpening,
    send(text) {
      const body = wellFormed(text).trim();
      if (body === '' || body.length > limits.messageBodyLength) return false;
      ownTyping.set(false);
      report({ type: 'composed', ...keys() });
      stream.report({ type: 'composed', messageId: createId(surroundings), body });
      return true;
    },
    retry(messageId) {
      report({ type: 'retried', ...keys() });
      stream.report({ type: 'retried', messageId });
    },
    discard: (messageId) => stream.report({ type: 'discarded', messageId }),
    loadOlder: () => stream.report({ type: 'older-wanted' }),
    setTyping(typing) {
      if (progress.facts !== null && progress.facts.state !== 'ended') ownTyping.set(typing);
    },
    setReading(reading) {
      readMarks.setReading(reading);
      update();
    },
    setShown(seq) {
      readMarks.setShown(seq);
      update();
    },
    async end() {
      const ended = await inChat((chatId) => link.request('chat:end', { chatId }));
      if (!ended.ok) return ended;
      learn(ended.value);
      return success(null);
    },
    async forget() {
      report({ type: 'forgotten' });
      await ending;
    },
    forgottenElsewhere: () => report({ type: 'forgotten-elsewhere' }),
    erased: (capability) => report({ type: 'erased', capability }),
    startNew: () => report({ type: 'started-anew' }),
    close: () => undos.forEach((undo) => undo()),
  };

  function report(event: ProgressEvent): void {
    const [next, effects] = stepProgress(progress, event);
    progress = next;
    for (const effect of effects) perform(effect);
    changed();
  }

  function perform(effect: ProgressEffect): void {
    switch (effect.type) {
      case 'keep-key':
        return key.keep(effect.capability);
      case 'renew-key':
        return key.renew(effect.capability);
      case 'forget-key':
        return key.forget(effect.capability);
      case 'connect':
        return link.connect();
      case 'disconnect':
        return link.disconnect();
      case 'refuse':
        return link.refused(effect.code);
      case 'restart-stream':
        readMarks.reset();
        otherTyping.heard(false);
        return stream.restart(effect.unsent);
      case 'rejoin':
        return stream.report({ type: 'connected' });
      case 'end':
        ending = link.request('chat:end', { chatId: effect.chatId }).then(() => report({ type: 'end-answered' }));
        return;
      case 'started':
        return emit('chat:started', {});
      case 'ended':
        return emit('chat:ended', {});
      case 'agent-joined':
        return emit('agent:joined', { name: effect.name });
    }
  }

  async function join(position: Position | null): Promise<Result<CatchUp>> {
    const { capability: asked, isKnown } = progress;
    if (asked === null) return refusal('not-found');
    const joined = isKnown
      ? await link.request('chat:resume', { capability: asked, position })
      : await link.request('chat:open', { capability: asked, ...introduction.introduce(), position });
    report(
      joined.ok
        ? { type: 'joined', asked, chat: joined.value.chat }
        : { type: 'join-refused', asked, code: joined.error.code, stream: stream.state(), ...keys() },
    );
    return joined.ok ? success(joined.value.catchUp) : joined;
  }

  function arrived(message: Message): void {
    if (message.sender.kind !== 'agent' || isOwn(stream.state(), message)) return;
    otherTyping.heard(false);
    emit('message:received', { text: message.body, from: message.sender.name, at: message.sentAt });
  }

  function update(): void {
    const current = stream.state();
    const { facts } = progress;
    if (facts !== null && current.link === 'live') readMarks.shown(renderedSeq(current), facts.readByVisitorSeq);
    report({ type: 'stream-changed', stream: current });
  }

  function learn(chat: ChatFacts): void {
    report({ type: 'changed', chat });
    update();
  }

  function keys() {
    return { held: key.current(), fresh: createCapability(surroundings) };
  }

  function inChat<Value>(ask: (chatId: string) => Promise<Result<Value>>): Promise<Result<Value>> {
    const { facts } = progress;
    return facts === null ? Promise.resolve(refusal('unavailable')) : ask(facts.chatId);
  }
}

import {
  createId,
  createStreamState,
  type StreamEffect,
  type StreamEvent,
  type StreamState,
  stepStream,
} from '@handlr/core';
import {
  agentRequests,
  type Audience,
  isRetryable,
  type Message,
  type ReplyOf,
  type RequestContract,
  type Result,
  type Sender,
  success,
  visitorNotices,
  visitorRequests,
} from '@handlr/protocol';
import { is, parse } from 'valibot';
import type { Principal } from '../../../packages/gateway/src/connection/principal.ts';
import type { TestRandom } from '../random.ts';
import type { Notice, SimulatedGateway } from './simulated-gateway.ts';
import { createLink, type Link } from './simulated-network.ts';
import type { VirtualTime } from './virtual-time.ts';

const answerTimeoutMs = 3_000;

export type ClientSetup = {
  readonly label: string;
  readonly self: Sender;
  /** A new principal for each connection, as the gateway's admission makes one. */
  principal(): Principal;
  /** Name and payload of the request that joins the stream. */
  join(state: StreamState): { readonly name: 'chat:open' | 'chat:join'; readonly payload: object };
  /** The chat that was joined. */
  onJoined(chatId: string): void;
  /** How later requests name the chat. */
  reference(chatId: string): object;
};

export type SimulatedClient = {
  readonly label: string;
  readonly state: () => StreamState;
  /** Messages as they arrived, for the oracle. */
  readonly arrivals: () => readonly Message[];
  /** Ids that the gateway acknowledged to this client, with the seq that it named. */
  readonly acknowledged: ReadonlyMap<string, number>;
  /** Ids in the order in which they were written. */
  readonly composed: readonly string[];
  compose(body: string): void;
  connect(): void;
  cut(): void;
};

/** The shell around the real machine: carries out effects over the simulated network, decides nothing. */
export function createSimulatedClient(
  setup: ClientSetup,
  gateway: SimulatedGateway,
  time: VirtualTime,
  random: TestRandom,
): SimulatedClient {
  const audience: Audience = 'public';
  const contracts = setup.self.kind === 'agent' ? agentRequests : visitorRequests;
  const acknowledged = new Map<string, number>();
  const composed: string[] = [];
  let arrivals: Message[] = [];
  let state = createStreamState(setup.self);
  let link: Link | null = null;
  let chatId = '';
  let connections = 0;

  function feed(event: StreamEvent): void {
    const [next, effects] = stepStream(state, event, time.nowMs());
    if (next.epoch !== state.epoch) arrivals = [];
    state = next;
    for (const effect of effects) carryOut(effect);
  }

  function carryOut(effect: StreamEffect): void {
    switch (effect.type) {
      case 'join': {
        const { name, payload } = setup.join(state);
        request(name, name === 'chat:open' ? visitorRequests[name] : agentRequests[name], payload, (result) => {
          if (!result.ok) return feed({ type: 'join-refused', retryable: isRetryable(result.error.code) });
          chatId = result.value.chat.chatId;
          setup.onJoined(chatId);
          feed({ type: 'caught-up', catchUp: result.value.catchUp });
        });
        return;
      }
      case 'send': {
        const { messageId, body } = effect;
        request('message:send', contracts['message:send'], { ...named(), messageId, body }, (result) => {
          if (!result.ok) return feed({ type: 'refused', messageId, ...result.error });
          acknowledged.set(messageId, result.value.message.seq);
          feed({ type: 'acked', messageId, ...result.value });
        });
        return;
      }
      case 'fetch':
        request('message:fetch', contracts['message:fetch'], { ...named(), afterSeq: effect.afterSeq }, (result) =>
          feed(result.ok ? { type: 'fetched', ...result.value } : { type: 'fetch-failed' }),
        );
        return;
      case 'wake':
        time.schedule(effect.afterMs, () => feed({ type: 'woke' }));
        return;
      case 'arrived':
        arrivals.push(effect.message);
        return;
      case 'fetch-older':
      case 'delivered':
      case 'failed':
        return;
    }
  }

  function named(): object {
    return { ...setup.reference(chatId), ...(setup.self.kind === 'agent' ? { audience } : {}) };
  }

  /** Answers and notices are parsed, so that a gateway which breaks its own protocol fails the run. */
  function request<Contract extends RequestContract>(
    name: string,
    { reply }: Contract,
    payload: object,
    onResult: (result: Result<ReplyOf<Contract>>) => void,
  ): void {
    const current = link;
    if (current === null) return;
    let isAnswered = false;
    const answer = (result: Result<unknown>): void => {
      if (isAnswered || !current.isOpen()) return;
      isAnswered = true;
      onResult(result.ok ? success(parse<Contract['reply']>(reply, result.value)) : result);
    };
    gateway.request(current, name, payload, answer);
    time.schedule(answerTimeoutMs, () => answer({ ok: false, error: { code: 'unavailable' } }));
  }

  function onNotice({ name, payload }: Notice): void {
    const { 'message:new': added, 'message:head': head } = visitorNotices;
    if (name === 'message:new' && is(added.payload, payload)) feed({ type: 'received', ...payload });
    if (name === 'message:head' && is(head.payload, payload)) feed({ type: 'headed', ...payload });
  }

  function connect(): void {
    if (link?.isOpen() === true) return;
    connections += 1;
    const made = createLink(`${setup.label}-${connections}`, time, random, () => {
      if (link !== made) return;
      feed({ type: 'disconnected' });
      time.schedule(100 + random.below(2_000), connect);
    });
    link = made;
    gateway.attach(setup.principal(), made, onNotice);
    feed({ type: 'connected' });
  }

  function compose(body: string): void {
    const messageId = createId(random);
    composed.push(messageId);
    feed({ type: 'composed', messageId, body });
  }

  return {
    label: setup.label,
    state: () => state,
    arrivals: () => arrivals,
    acknowledged,
    composed,
    compose,
    connect,
    cut: () => link?.cut(),
  };
}

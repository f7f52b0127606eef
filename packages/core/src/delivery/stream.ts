import type { CatchUp, Message } from '@handlr/protocol';
import { acknowledge, compose, discard, pump, recall, refuse, retry, settle, wakeOutbox } from './outbox.ts';
import type { StreamEffect, StreamEvent, StreamStep } from './stream-events.ts';
import { type HeldMessage, positionOf, renderedSeq, type StreamState } from './stream-state.ts';

/*
 * One reader's end of one stream: pure, shared by visitor and agent.
 *
 * DEL1  Messages are rendered in seq order without a gap, each once. (C3, C4)
 * DEL2  What is already held is dropped; what comes beyond a gap is kept back and the gap is fetched. (C4)
 * DEL3  Notices that come before the catch-up are kept back and merged with it. (C6)
 * DEL4  A snapshot, or another epoch, voids what was held; nothing of it is mixed with the new. (C4)
 * DEL5  A composed message stays in the outbox until it is acknowledged, seen in the stream, or refused for good and given up. (C7)
 * DEL6  One message at a time is in flight, so that a sender's order survives refusals and lost answers. (C3)
 * DEL7  After a reconnection what was in flight is sent again under the same id. (C2, C9)
 * DEL8  A refusal for now is tried again later, in its place in the order; a refusal for good is shown and holds up nobody.
 * DEL9  A head beyond what is held causes a fetch. (C5)
 * DEL10 No time of a device orders or expires anything; `nowMs` only stamps what is shown. (C14)
 */

/** How long a join or a fetch that failed rests before it is tried again. */
const requestRetryMs = 1_000;

export function stepStream(state: StreamState, event: StreamEvent, nowMs: number): StreamStep {
  switch (event.type) {
    case 'composed':
      return compose(state, event.messageId, event.body, nowMs);
    case 'retried':
      return retry(state, event.messageId);
    case 'discarded':
      return discard(state, event.messageId);
    case 'older-wanted':
      return wantOlder(state);
    case 'connected':
      return join(state);
    case 'disconnected':
      return [recall({ ...state, link: 'offline', fetching: false, fetchingOlder: false }), []];
    case 'caught-up':
      return catchUp(state, event.catchUp);
    case 'join-refused':
      return refuseJoin(state, event.retryable);
    case 'received':
      return receive(state, event.epoch, event.message);
    case 'headed':
      return state.link === 'live' ? reach(state, event.epoch, event.seq) : [state, []];
    case 'fetched':
      return fillGap(state, event.epoch, event.headSeq, event.messages);
    case 'fetch-failed':
      return [{ ...state, fetching: false }, [{ type: 'wake', afterMs: requestRetryMs }]];
    case 'older-fetched':
      return [prepend({ ...state, fetchingOlder: false }, event.epoch, event.messages), []];
    case 'older-failed':
      return [{ ...state, fetchingOlder: false }, []];
    case 'acked':
      return chain(acknowledge(state, event.messageId, event.message), (next) =>
        receive(next, event.epoch, event.message),
      );
    case 'refused':
      return refuse(state, event.messageId, event.code, event.retryAfterMs);
    case 'woke':
      return wake(state);
  }
}

function join(state: StreamState): StreamStep {
  const joining = recall({ ...state, link: 'joining', fetching: false, fetchingOlder: false });
  return [joining, [{ type: 'join', position: positionOf(joining) }]];
}

function refuseJoin(state: StreamState, retryable: boolean): StreamStep {
  if (state.link !== 'joining') return [state, []];
  if (!retryable) return [{ ...state, link: 'offline' }, []];
  return [{ ...state, link: 'stalled' }, [{ type: 'wake', afterMs: requestRetryMs }]];
}

function catchUp(state: StreamState, { recovery, epoch, headSeq, messages }: CatchUp): StreamStep {
  if (state.link === 'offline') return [state, []];
  const live: StreamState = { ...state, link: 'live' };
  if (recovery === 'continued' && epoch === state.epoch) {
    return chain(absorb(live, messages), (next) => chain(reach(next, epoch, headSeq), pump));
  }
  // A late answer to an earlier join must not throw away what is already live.
  if (state.link === 'live' && epoch === state.epoch) return [state, []];
  const floorSeq = (messages[0]?.seq ?? headSeq + 1) - 1;
  const fresh: StreamState = { ...live, epoch, transcript: messages, floorSeq, hasOlder: floorSeq > 0 };
  return chain(settle(fresh, messages), (settled) => chain(absorb(settled, []), pump));
}

function receive(state: StreamState, epoch: string, message: Message): StreamStep {
  if (state.link === 'offline') return [state, []];
  if (state.link === 'live' && epoch === state.epoch) return chain(absorb(state, [message]), fetchGap);
  const held = { ...state, ahead: [...state.ahead, { epoch, message }] };
  return state.link === 'live' ? join(held) : [held, []];
}

/** Renders what follows on, and keeps back what does not. */
function absorb(state: StreamState, messages: readonly Message[]): StreamStep {
  const bySeq = new Map<number, Message>();
  for (const { epoch, message } of state.ahead) if (epoch === state.epoch) bySeq.set(message.seq, message);
  for (const message of messages) bySeq.set(message.seq, message);

  const run: Message[] = [];
  const firstSeq = renderedSeq(state) + 1;
  for (let next = bySeq.get(firstSeq); next !== undefined; next = bySeq.get(firstSeq + run.length)) run.push(next);

  const rendered = firstSeq + run.length - 1;
  const ahead = [...bySeq.values()].filter(({ seq }) => seq > rendered).map((message) => hold(state, message));
  const next = { ...state, transcript: run.length > 0 ? [...state.transcript, ...run] : state.transcript, ahead };
  const arrived = run.map((message): StreamEffect => ({ type: 'arrived', message }));
  return chain([next, arrived], (grown) => settle(grown, run));
}

function hold(state: StreamState, message: Message): HeldMessage {
  return { epoch: state.epoch ?? '', message };
}

/** The stream is known to go as far as `seq`. */
function reach(state: StreamState, epoch: string, seq: number): StreamStep {
  if (epoch !== state.epoch) return join(state);
  return seq > renderedSeq(state) ? fetchMissing(state) : [state, []];
}

function fetchGap(state: StreamState): StreamStep {
  return state.ahead.length > 0 ? fetchMissing(state) : [state, []];
}

function fetchMissing(state: StreamState): StreamStep {
  if (state.link !== 'live' || state.fetching) return [state, []];
  return [{ ...state, fetching: true }, [{ type: 'fetch', afterSeq: renderedSeq(state) }]];
}

function fillGap(state: StreamState, epoch: string, headSeq: number, messages: readonly Message[]): StreamStep {
  if (state.link !== 'live') return [state, []];
  if (epoch !== state.epoch) return join(state);
  const [filled, effects] = absorb({ ...state, fetching: false }, messages);
  // Nothing follows on although there is more: that part of history is gone, so ask for a snapshot instead (C4).
  const isGone = headSeq > renderedSeq(filled) && renderedSeq(filled) === renderedSeq(state);
  if (isGone) return chain([{ ...filled, epoch: null, ahead: [] }, effects], join);
  return chain([filled, effects], (next) => reach(next, epoch, headSeq));
}

function wantOlder(state: StreamState): StreamStep {
  if (state.link !== 'live' || state.fetchingOlder || !state.hasOlder) return [state, []];
  return [{ ...state, fetchingOlder: true }, [{ type: 'fetch-older', beforeSeq: state.floorSeq + 1 }]];
}

function prepend(state: StreamState, epoch: string, messages: readonly Message[]): StreamState {
  const first = messages[0];
  if (epoch !== state.epoch) return state;
  if (first === undefined || messages.at(-1)?.seq !== state.floorSeq) return { ...state, hasOlder: false };
  const floorSeq = first.seq - 1;
  return { ...state, transcript: [...messages, ...state.transcript], floorSeq, hasOlder: floorSeq > 0 };
}

function wake(state: StreamState): StreamStep {
  if (state.link === 'stalled') return join(state);
  return chain(wakeOutbox(state), fetchGap);
}

function chain([state, effects]: StreamStep, then: (state: StreamState) => StreamStep): StreamStep {
  const [next, more] = then(state);
  return [next, [...effects, ...more]];
}

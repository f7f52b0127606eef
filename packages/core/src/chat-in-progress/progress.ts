import { type ChatFacts, type ErrorCode, isRetryable } from '@handlr/protocol';
import { isSettled, type StreamState } from '../delivery/stream-state.ts';
import type { ChatProgress, Keys, ProgressEffect, ProgressEvent, ProgressStep } from './progress-events.ts';

/*
 * The visitor's chat as it follows them over pages, tabs and restarts: which key is made, kept, followed and forgotten, and when
 * a chat is opened, resumed and left. Pure, and without a time: the device's storage and the gateway let keys and chats expire.
 *
 * CIP1  Before the visitor writes the first message there is no key, no socket and nothing on the wire.
 * CIP2  The first message makes the key, keeps it and opens the chat; asked again, the gateway opens the same chat.
 * CIP3  A device that holds a key resumes its chat, after a reload and in every tab.
 * CIP4  A chat that the gateway has no more is forgotten here; messages that wait go into a new one.
 * CIP5  A chat that has ended has no socket. Its key stays for the resume window, or until the visitor starts anew.
 * CIP6  Forgetting ends the chat, and removes the key in every tab; again, where a tab that had not heard yet keeps it once more.
 * CIP9  However many tabs open a chat at once, they follow one key: the device's. What waits comes along into its chat.
 * CIP10 An answer to what was asked with a key that was left meanwhile changes nothing.
 * CIP11 A chat that has ended stays so, whatever was under way.
 */

export const noChat: ChatProgress = {
  capability: null,
  isKnown: false,
  facts: null,
  proof: null,
  isUp: false,
  hasExpired: false,
  forgotten: null,
};

export function stepProgress(state: ChatProgress, event: ProgressEvent): ProgressStep {
  const isForgetting = event.type === 'forgotten' || event.type === 'forgotten-elsewhere';
  const forgotten = (isForgetting ? state.capability : null) ?? state.forgotten;
  const isBack = forgotten !== null && 'held' in event && event.held === forgotten;
  const [next, effects] = step(state, isBack ? { ...event, held: null } : event);
  return prepend(isBack ? [{ type: 'forget-key', capability: forgotten }] : [], [{ ...next, forgotten }, effects]);
}

function step(state: ChatProgress, event: ProgressEvent): ProgressStep {
  switch (event.type) {
    case 'page-loaded':
      return follow(state, event.held, true);
    case 'key-changed':
      // A key that just came may belong to a chat that is being opened.
      return follow(state, event.held, false);
    case 'composed':
      return compose(state, event);
    case 'retried':
      return isBeingForgotten(state) ? [state, []] : begin(state, event);
    case 'delivered':
      return [state, renewKey(state)];
    case 'connected':
      return [{ ...state, isUp: true }, []];
    case 'disconnected':
      return [{ ...state, isUp: false, proof: null }, []];
    case 'joined':
      return event.asked === state.capability ? joined(state, event.chat) : [state, []];
    case 'join-refused':
      return event.asked === state.capability ? refused(state, event.code, event.stream, event) : [state, []];
    case 'changed':
      return isHeard(state, event.chat.chatId) ? learn(state, event.chat) : [state, []];
    case 'chat-erased':
      return isHeard(state, event.chatId) ? forgetHere(state) : [state, []];
    case 'erased':
      return event.capability === state.capability ? forgetHere(state) : [state, []];
    case 'stream-changed':
      return state.facts?.state === 'ended' && isSettled(event.stream)
        ? [down(state), [{ type: 'disconnect' }]]
        : [state, []];
    case 'forgotten':
      return forget(state);
    case 'forgotten-elsewhere':
      return state.capability === null ? [state, []] : forgetHere(state);
    case 'end-answered':
      return isBeingForgotten(state) ? leave('forget') : [state, []];
    case 'started-anew':
      return prepend(forgetKey(state), leave('keep'));
  }
}

/** Whether a page that comes back wants its socket again. */
export function wantsConnection({ capability, facts }: ChatProgress): boolean {
  return capability !== null && facts?.state !== 'ended';
}

/** Whether a notice is for this chat. What comes while others use the socket is not for one that has let go of it. */
export function isHeard({ facts, isUp }: ChatProgress, chatId: string): boolean {
  return isUp && facts?.chatId === chatId;
}

/** CIP3, CIP9 */
function follow(state: ChatProgress, held: string | null, isKnown: boolean): ProgressStep {
  if (held === state.capability) return [state, []];
  const isWithout = state.capability === null && state.facts === null;
  const left: ProgressStep = isWithout
    ? [state, []]
    : leave(held === null || isBeingForgotten(state) ? 'forget' : 'keep');
  if (held === null) return left;
  return then(left, (free) => [{ ...free, capability: held, isKnown }, [{ type: 'connect' }]]);
}

function compose(state: ChatProgress, { held, fresh }: Keys): ProgressStep {
  if (isBeingForgotten(state)) return then(leave('forget'), (free) => begin(free, { held, fresh }));
  if (state.facts?.state !== 'ended') return begin(state, { held, fresh });
  // The key is replaced rather than removed, so that tabs in which something waits take it along.
  const next = held === state.capability ? null : held;
  return then(leave('keep'), (free) => begin(free, { held: next, fresh }));
}

/** CIP2: what was written needs a chat to go to. Another tab may have been first (CIP9). */
function begin(state: ChatProgress, { held, fresh }: Keys): ProgressStep {
  const capability = state.capability ?? held ?? fresh;
  const made: ProgressEffect[] = capability === fresh ? [{ type: 'keep-key', capability }] : [];
  return [{ ...state, capability }, state.isUp ? made : [...made, { type: 'connect' }]];
}

function joined(state: ChatProgress, chat: ChatFacts): ProgressStep {
  const proved = { ...state, isKnown: true, proof: { chatId: chat.chatId } };
  const started: ProgressEffect[] = state.isKnown ? [] : [{ type: 'started' }];
  return then(learn(proved, chat), (next) => [next, [...renewKey(next), ...started]]);
}

function refused(state: ChatProgress, code: ErrorCode, stream: StreamState, keys: Keys): ProgressStep {
  if (code === 'not-found') return expire(state, stream, keys);
  return [state, isRetryable(code) ? [] : [{ type: 'refuse', code }]];
}

/** CIP4 */
function expire(state: ChatProgress, stream: StreamState, { held, fresh }: Keys): ProgressStep {
  // Another tab has just forgotten it.
  if (held === null) return leave('forget');
  const hasUnsent = stream.outbox.some(({ status }) => status !== 'failed');
  const others = held === state.capability ? null : held;
  const capability = others ?? (hasUnsent ? fresh : null);
  const gone: ChatProgress = { ...noChat, isUp: state.isUp, hasExpired: true };
  const restart: ProgressEffect = { type: 'restart-stream', unsent: 'keep' };
  if (capability === null) return [down(gone), [...forgetKey(state), restart, { type: 'disconnect' }]];
  const made: ProgressEffect[] = others === null ? [{ type: 'keep-key', capability }] : [];
  return [{ ...gone, capability }, [...made, restart, { type: state.isUp ? 'rejoin' : 'connect' }]];
}

/** CIP6 */
function forget(state: ChatProgress): ProgressStep {
  const forgotten: ProgressEffect = { type: 'forget-key', capability: null };
  if (state.facts === null || state.facts.state === 'ended') return prepend([forgotten], leave('forget'));
  // Nothing that comes meanwhile may keep it again.
  const keyless = { ...state, capability: null, isKnown: false };
  return [keyless, [forgotten, { type: 'end', chatId: state.facts.chatId }]];
}

/** The chat is no more: neither its key nor what waits to be sent leads anywhere. */
function forgetHere(state: ChatProgress): ProgressStep {
  return prepend(forgetKey(state), leave('forget'));
}

function leave(unsent: 'keep' | 'forget'): ProgressStep {
  return [noChat, [{ type: 'disconnect' }, { type: 'restart-stream', unsent }]];
}

function learn(state: ChatProgress, said: ChatFacts): ProgressStep {
  const before = state.facts;
  const isOvertaken = before?.state === 'ended' && said.state !== 'ended';
  // CIP11
  const facts: ChatFacts = isOvertaken ? { ...said, state: 'ended', endedAt: before.endedAt } : said;
  const next = { ...state, facts };
  if (before === null) return [next, []];
  const tells: ProgressEffect[] = [];
  const { agent } = facts;
  if (agent !== null && agent.agentId !== before.agent?.agentId) tells.push({ type: 'agent-joined', name: agent.name });
  if (facts.state !== 'ended' || before.state === 'ended') return [next, tells];
  // The resume window begins (CIP5).
  const { capability } = state;
  const kept: ProgressEffect[] = capability === null ? [] : [{ type: 'renew-key', capability }];
  return [next, [...kept, ...tells, { type: 'ended' }]];
}

function renewKey({ capability, facts }: ChatProgress): ProgressEffect[] {
  return capability === null || facts?.state === 'ended' ? [] : [{ type: 'renew-key', capability }];
}

function forgetKey({ capability }: ChatProgress): ProgressEffect[] {
  return capability === null ? [] : [{ type: 'forget-key', capability }];
}

function isBeingForgotten({ capability, facts }: ChatProgress): boolean {
  return capability === null && facts !== null;
}

function down(state: ChatProgress): ChatProgress {
  return { ...state, isUp: false, proof: null };
}

function prepend(first: readonly ProgressEffect[], [state, effects]: ProgressStep): ProgressStep {
  return [state, [...first, ...effects]];
}

function then([state, effects]: ProgressStep, next: (state: ChatProgress) => ProgressStep): ProgressStep {
  return prepend(effects, next(state));
}

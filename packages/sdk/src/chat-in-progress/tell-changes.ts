import type { ChatFacts } from '@handlr/protocol';
import type { ChatEvents } from './chat-events.ts';

type Emit = <Name extends keyof ChatEvents>(name: Name, payload: ChatEvents[Name]) => void;

/** Tells those who listen what became of the chat. */
export function tellChanges(before: ChatFacts, now: ChatFacts, emit: Emit): void {
  if (now.agent !== null && now.agent.agentId !== before.agent?.agentId) emit('agent:joined', { name: now.agent.name });
  if (now.state === 'ended' && before.state !== 'ended') emit('chat:ended', {});
}

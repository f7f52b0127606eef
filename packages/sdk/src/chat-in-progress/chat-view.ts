import { type ChatProgress, type MessageView, type StreamState, viewStream } from '@handlr/core';

/**
 * `idle`: no connection is wanted; `connecting`: the first is being made; `lost`: it comes back by itself.
 * `outdated`: the gateway speaks a newer protocol, the page must be reloaded; `refused`: it will not have this page.
 */
export type Connection = 'idle' | 'connecting' | 'connected' | 'lost' | 'outdated' | 'refused';

/** The chat as it is shown. */
export type ChatView = {
  /** `starting`: the visitor wrote, the gateway has not answered; then as the gateway says. */
  readonly phase: 'none' | 'starting' | 'waiting' | 'active' | 'ended';
  readonly agentName: string | null;
  readonly isAgentTyping: boolean;
  readonly messages: readonly MessageView[];
  readonly hasOlder: boolean;
  readonly isFetchingOlder: boolean;
  /** Asking for older messages is of use now. */
  readonly canLoadOlder: boolean;
  /** Up to where the visitor has read. */
  readonly readSeq: number;
  /** Messages of the agent that were not shown yet. */
  readonly unread: number;
  readonly connection: Connection;
  /** An earlier chat of this device is not kept any more. */
  readonly hasExpired: boolean;
};

export type ChatSources = {
  readonly progress: ChatProgress;
  readonly stream: StreamState;
  readonly readSeq: number;
  readonly isAgentTyping: boolean;
  readonly connection: Connection;
};

export function viewChat({ progress, stream, ...rest }: ChatSources): ChatView {
  const { facts, capability, hasExpired } = progress;
  const messages = viewStream(stream, facts?.readByAgentSeq ?? 0);
  return {
    ...rest,
    hasExpired,
    phase: facts?.state ?? (capability === null ? 'none' : 'starting'),
    agentName: facts?.agent?.name ?? null,
    messages,
    hasOlder: stream.hasOlder,
    isFetchingOlder: stream.fetchingOlder,
    canLoadOlder: stream.hasOlder && stream.link === 'live' && !stream.fetchingOlder,
    unread: messages.filter(({ isOwn, seq }) => !isOwn && seq !== null && seq > rest.readSeq).length,
  };
}

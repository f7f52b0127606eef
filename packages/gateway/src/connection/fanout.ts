import type { AgentNotices, ChatNotices, PayloadOf } from '@handlr/protocol';

/** Hands notices to whoever is in a room, on both namespaces. What is said is a hint; the store is the truth (C10). */
export interface Fanout {
  publish<Name extends keyof ChatNotices>(
    room: string,
    name: Name,
    payload: PayloadOf<ChatNotices[Name]>,
    exceptConnectionId?: string,
  ): void;
  publishToAgents<Name extends keyof AgentNotices>(
    room: string,
    name: Name,
    payload: PayloadOf<AgentNotices[Name]>,
  ): void;
  /** Everybody leaves the room, on both namespaces. */
  empty(room: string): void;
  /** How many visitor sockets are in a room. */
  countVisitors(room: string): number;
  /** Rooms that anybody is in. */
  rooms(): Iterable<string>;
}

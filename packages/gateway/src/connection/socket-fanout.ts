import type { AgentNotices, ChatNotices, PayloadOf } from '@handlr/protocol';
import type { Namespace } from 'socket.io';
import type { Fanout } from './fanout.ts';

/** Fan-out over socket.io: visitors and agents share the names of rooms, each in their own namespace. */
export function createSocketFanout(visitors: Namespace, agents: Namespace): Fanout {
  function publish<Name extends keyof ChatNotices>(
    room: string,
    name: Name,
    payload: PayloadOf<ChatNotices[Name]>,
    exceptConnectionId?: string,
  ): void {
    for (const namespace of [visitors, agents]) {
      const audience = namespace.to(room);
      (exceptConnectionId === undefined ? audience : audience.except(exceptConnectionId)).emit(name, payload);
    }
  }

  function publishToAgents<Name extends keyof AgentNotices>(
    room: string,
    name: Name,
    payload: PayloadOf<AgentNotices[Name]>,
  ): void {
    agents.to(room).emit(name, payload);
  }

  return {
    publish,
    publishToAgents,
    empty: (room) => {
      for (const namespace of [visitors, agents]) namespace.in(room).socketsLeave(room);
    },
    countVisitors: (room) => visitors.adapter.rooms.get(room)?.size ?? 0,
    rooms: () => new Set([...visitors.adapter.rooms.keys(), ...agents.adapter.rooms.keys()]),
  };
}

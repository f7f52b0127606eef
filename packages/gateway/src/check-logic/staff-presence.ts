import { may } from '@handlr/core';
import type { AgentPrincipal } from '../connection/principal.ts';

/** Who is there to answer, on this machine. How many they are is told to nobody. */
export type StaffPresence = {
  note(socket: object, principal: AgentPrincipal): void;
  /** `sockets`: those of agents that are open now. */
  isAnswered(siteId: string, sockets: Iterable<object>): boolean;
};

export function createStaffPresence(): StaffPresence {
  const principals = new WeakMap<object, AgentPrincipal>();
  return {
    note: (socket, principal) => void principals.set(socket, principal),
    isAnswered(siteId, sockets) {
      for (const socket of sockets) {
        const principal = principals.get(socket);
        if (principal !== undefined && may(principal.memberships, siteId, 'chat:answer')) return true;
      }
      return false;
    },
  };
}

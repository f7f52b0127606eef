import { may } from '@handlr/core';
import { agentRequests, limits, success } from '@handlr/protocol';
import type { AgentPrincipal } from '../connection/principal.ts';
import { inboxRoom } from '../connection/rooms.ts';
import { operation, type Operations } from '../inbound.ts';
import type { Services } from '../services.ts';
import { chatSummary } from './chat-summary.ts';

export function agentInbox(services: Services): Operations<AgentPrincipal> {
  const { store, clock } = services;
  return {
    'inbox:watch': operation(agentRequests['inbox:watch'], {
      authorise: (principal) => success(principal),
      perform: async (principal, _payload, connection) => {
        const everySite = await store.listSites();
        const sites = everySite.filter(({ siteId }) => may(principal.memberships, siteId, 'chat:list'));
        // Listen first, then read: a change in between comes as a notice (C6).
        for (const { siteId } of sites) connection.join(inboxRoom(siteId));
        const siteIds = sites.map(({ siteId }) => siteId);
        const open = siteIds.length === 0 ? [] : await store.listOpenChats(siteIds, limits.inboxChats);
        const chats = await Promise.all(open.map(({ chat, lastMessage }) => chatSummary(services, chat, lastMessage)));
        return {
          result: success({
            nowMs: clock.nowMs(),
            sites: sites.map(({ siteId, siteKey, name }) => ({ siteId, siteKey, name })),
            chats,
          }),
        };
      },
    }),
  };
}

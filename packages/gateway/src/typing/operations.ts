import { agentRequests, success, visitorRequests } from '@handlr/protocol';
import { authoriseAgent, authoriseVisitor } from '../authorise.ts';
import type { AgentPrincipal, VisitorPrincipal } from '../connection/principal.ts';
import { streamRoom } from '../connection/rooms.ts';
import { operation, type Operations } from '../inbound.ts';
import type { Services } from '../services.ts';

/* Typing is passed on and never stored. */

export function visitorTyping({ fanout }: Services): Operations<VisitorPrincipal> {
  return {
    'typing:set': operation(visitorRequests['typing:set'], {
      authorise: authoriseVisitor,
      perform: async (key, { typing }, { id }) => ({
        result: success(null),
        announce: () => {
          const notice = { chatId: key.chatId, who: 'visitor', name: null, typing } as const;
          fanout.publish(streamRoom(key, 'public'), 'typing:changed', notice, id);
        },
      }),
    }),
  };
}

export function agentTyping({ fanout }: Services): Operations<AgentPrincipal> {
  return {
    'typing:set': operation(agentRequests['typing:set'], {
      authorise: (principal, payload) => authoriseAgent(principal, payload, 'chat:answer'),
      perform: async (key, { typing }, { id, principal: { name } }) => ({
        result: success(null),
        announce: () => {
          const notice = { chatId: key.chatId, who: 'agent', name, typing } as const;
          fanout.publish(streamRoom(key, 'public'), 'typing:changed', notice, id);
        },
      }),
    }),
  };
}

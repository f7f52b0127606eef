import { operatorConsent } from '@handlr/privacy';
import { agentRequests, visitorRequests } from '@handlr/protocol';
import { authoriseAgent, authoriseVisitor } from '../authorise.ts';
import type { AgentPrincipal, VisitorPrincipal } from '../connection/principal.ts';
import { operation, type Operations } from '../inbound.ts';
import type { Services } from '../services.ts';
import { fetchMessages } from './fetch-messages.ts';
import { sendMessage } from './send-message.ts';

export function visitorDelivery(services: Services): Operations<VisitorPrincipal> {
  return {
    'message:send': operation(visitorRequests['message:send'], {
      authorise: authoriseVisitor,
      perform: (key, { messageId, body }, { id, principal }) =>
        sendMessage(services, {
          key,
          audience: 'public',
          sender: 'visitor',
          messageId,
          body,
          consent: principal.consent,
          connectionId: id,
        }),
    }),
    'message:fetch': operation(visitorRequests['message:fetch'], {
      authorise: authoriseVisitor,
      perform: (key, bounds) => fetchMessages(services, key, 'public', bounds),
    }),
  };
}

export function agentDelivery(services: Services): Operations<AgentPrincipal> {
  return {
    'message:send': operation(agentRequests['message:send'], {
      authorise: (principal, payload) =>
        authoriseAgent(principal, payload, payload.audience === 'team' ? 'note:write' : 'chat:answer'),
      perform: (key, { audience, messageId, body }, { id, principal }) =>
        sendMessage(services, {
          key,
          audience,
          sender: principal.agentId,
          messageId,
          body,
          consent: operatorConsent,
          connectionId: id,
        }),
    }),
    'message:fetch': operation(agentRequests['message:fetch'], {
      authorise: (principal, payload) =>
        authoriseAgent(principal, payload, payload.audience === 'team' ? 'note:read' : 'chat:read'),
      perform: (key, { audience, ...bounds }) => fetchMessages(services, key, audience, bounds),
    }),
  };
}

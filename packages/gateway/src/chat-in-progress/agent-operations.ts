import { admitChange, gatewayRegister, operatorConsent } from '@handlr/privacy';
import { agentRequests, refusal, success } from '@handlr/protocol';
import { authoriseAgent } from '../authorise.ts';
import type { AgentPrincipal } from '../connection/principal.ts';
import { streamRoom } from '../connection/rooms.ts';
import { catchUp } from '../delivery/catch-up.ts';
import { operation, type Operations } from '../inbound.ts';
import type { Services } from '../services.ts';
import { chatFacts } from './chat-facts.ts';
import { answerChanged, endChat } from './end-chat.ts';

export function agentChatInProgress(services: Services): Operations<AgentPrincipal> {
  const { store, directory, clock } = services;
  return {
    'chat:join': operation(agentRequests['chat:join'], {
      authorise: (principal, payload) =>
        authoriseAgent(principal, payload, payload.audience === 'team' ? 'note:read' : 'chat:read'),
      perform: async (key, { audience, position }, connection) => {
        if ((await store.findChat(key)) === null) return { result: refusal('not-found') };
        connection.join(streamRoom(key, audience));
        const caughtUp = await catchUp(services, key, audience, position);
        const chat = await store.findChat(key);
        if (chat === null) return { result: refusal('not-found') };
        return { result: success({ chat: await chatFacts(chat, directory), catchUp: caughtUp }) };
      },
    }),
    'chat:leave': operation(agentRequests['chat:leave'], {
      authorise: (principal, payload) => authoriseAgent(principal, payload, 'chat:read'),
      perform: async (key, _payload, connection) => {
        connection.leave(streamRoom(key, 'public'));
        connection.leave(streamRoom(key, 'team'));
        return { result: success(null) };
      },
    }),
    'chat:accept': operation(agentRequests['chat:accept'], {
      authorise: (principal, payload) => authoriseAgent(principal, payload, 'chat:accept'),
      perform: async (key, _payload, { principal: { agentId } }) => {
        const context = { consent: operatorConsent, nowMs: clock.nowMs() };
        const change = admitChange(gatewayRegister.chats, { state: 'active', agentId }, context);
        const accepted = await store.changeChat(key, change, ['waiting']);
        if (accepted !== null) return answerChanged(services, accepted);
        const chat = await store.findChat(key);
        if (chat === null) return { result: refusal('not-found') };
        // Accepting twice, after a lost answer, is not a conflict with oneself.
        const isMine = chat.state === 'active' && chat.agentId === agentId;
        return { result: isMine ? success(await chatFacts(chat, directory)) : refusal('conflict') };
      },
    }),
    'chat:end': operation(agentRequests['chat:end'], {
      authorise: (principal, payload) => authoriseAgent(principal, payload, 'chat:end'),
      perform: (key) => endChat(services, key, operatorConsent),
    }),
  };
}

import { admitChange, type ChatRow, type EffectiveConsent, gatewayRegister, operatorConsent } from '@handlr/privacy';
import { agentRequests, success, visitorRequests } from '@handlr/protocol';
import { authoriseAgent, authoriseVisitor } from '../authorise.ts';
import { chatFacts } from '../chat-in-progress/chat-facts.ts';
import type { AgentPrincipal, VisitorPrincipal } from '../connection/principal.ts';
import { streamRoom } from '../connection/rooms.ts';
import { operation, type Operations, type Performed } from '../inbound.ts';
import type { Services } from '../services.ts';
import type { ChatKey } from '../storage/index.ts';

export function visitorTranscriptPosition(services: Services): Operations<VisitorPrincipal> {
  return {
    'read:mark': operation(visitorRequests['read:mark'], {
      authorise: authoriseVisitor,
      perform: (key, { seq }, { principal }) => markRead(services, key, { readByVisitorSeq: seq }, principal.consent),
    }),
  };
}

export function agentTranscriptPosition(services: Services): Operations<AgentPrincipal> {
  return {
    'read:mark': operation(agentRequests['read:mark'], {
      // Only whoever answers can make it "read": a supervisor looking on does not.
      authorise: (principal, payload) => authoriseAgent(principal, payload, 'chat:answer'),
      perform: (key, { seq }) => markRead(services, key, { readByAgentSeq: seq }, operatorConsent),
    }),
  };
}

async function markRead(
  { store, fanout, directory, clock }: Services,
  key: ChatKey,
  mark: Partial<ChatRow>,
  consent: EffectiveConsent,
): Promise<Performed<null>> {
  const change = admitChange(gatewayRegister.chats, mark, { consent, nowMs: clock.nowMs() });
  const moved = await store.markRead(key, change);
  if (moved === null) return { result: success(null) };
  const facts = await chatFacts(moved, directory);
  return { result: success(null), announce: () => fanout.publish(streamRoom(key, 'public'), 'chat:changed', facts) };
}

import { agentBan } from './ban/operations.ts';
import { agentChatInProgress } from './chat-in-progress/agent-operations.ts';
import { visitorChatInProgress } from './chat-in-progress/visitor-operations.ts';
import { agentCheckLogic } from './check-logic/operations.ts';
import { visitorConsent } from './consent/operations.ts';
import type { AgentPrincipal, VisitorPrincipal } from './connection/principal.ts';
import { agentDelivery, visitorDelivery } from './delivery/operations.ts';
import { visitorErasure } from './erasure/operations.ts';
import type { Operations } from './inbound.ts';
import { agentInbox } from './inbox/operations.ts';
import type { Services } from './services.ts';
import { agentTranscriptPosition, visitorTranscriptPosition } from './transcript-position/operations.ts';
import { agentTyping, visitorTyping } from './typing/operations.ts';
import { agentVisitHistory, visitorVisitHistory } from './visit-history/operations.ts';
import { visitorEmail } from './visitor-email/operations.ts';

/** Everything that a visitor can ask for, one line a slice. */
export function visitorOperations(services: Services): Operations<VisitorPrincipal> {
  return {
    ...visitorChatInProgress(services),
    ...visitorDelivery(services),
    ...visitorTyping(services),
    ...visitorTranscriptPosition(services),
    ...visitorConsent(services),
    ...visitorVisitHistory(services),
    ...visitorErasure(services),
    ...visitorEmail(services),
  };
}

/** Everything that an agent can ask for, one line a slice. */
export function agentOperations(services: Services): Operations<AgentPrincipal> {
  return {
    ...agentInbox(services),
    ...agentChatInProgress(services),
    ...agentDelivery(services),
    ...agentTyping(services),
    ...agentTranscriptPosition(services),
    ...agentVisitHistory(services),
    ...agentBan(services),
    ...agentCheckLogic(services),
  };
}

import {
  admit,
  type ConsentPolicy,
  effectiveConsent,
  gatewayRegister,
  type Resolution,
  type StatementRow,
  summariseConsent,
} from '@handlr/privacy';
import { decidablePurposes, type Purpose, refusal, success, visitorRequests } from '@handlr/protocol';
import { authoriseVisitor } from '../authorise.ts';
import type { VisitorPrincipal } from '../connection/principal.ts';
import { forget } from '../erasure/forget.ts';
import { operation, type Operations } from '../inbound.ts';
import { announceChat } from '../inbox/chat-summary.ts';
import { hashSecret } from '../secret.ts';
import type { Services } from '../services.ts';
import type { ChatKey, VisitorKey } from '../storage/index.ts';
import { leaveList } from '../visit-history/announce-visitors.ts';
import { resolveStatement, statementRow } from './statement-row.ts';

/*
 * GCO1  The gateway keeps its own record of what was decided, and admits by that; a flag on any other event is refused.
 * GCO2  An older statement never beats a newer one, whichever way it comes.
 * GCO3  What a statement does not allow any more is erased before it is answered, of the chat and of the visitor.
 * GCO4  A visitor is known only while they allow it: of a refusal the gateway keeps nothing beside the chat.
 */
export function visitorConsent(services: Services): Operations<VisitorPrincipal> {
  const { consents, clock } = services;
  return {
    'consent:state': operation(visitorRequests['consent:state'], {
      authorise: (principal, { chatId, visitorToken }) => {
        if (chatId === undefined) return visitorToken === undefined ? refusal('invalid') : success(null);
        return authoriseVisitor(principal, { chatId });
      },
      perform: async (chat, { visitorToken, statement }, { principal }) => {
        const { siteId, gpc } = principal;
        const policy = await consents.policyOf(siteId);
        const row = statementRow(statement, { siteId, policy, gpcHeader: gpc, nowMs: clock.nowMs() });
        const visitor = visitorToken === undefined ? null : { siteId, visitorId: hashSecret(visitorToken) };

        const inChat = chat === null ? null : await stateForChat(services, chat, row, policy);
        if (chat !== null && inChat === null) return { result: refusal('not-found') };
        const held = visitor === null ? inChat : await stateForVisitor(services, visitor, inChat ?? row, policy);
        const inForce = held ?? row;
        return {
          result: success({
            number: inForce.number,
            inForce: summariseConsent(resolveStatement(inForce, policy, clock.nowMs())),
          }),
          announce: async () => {
            if (chat !== null) await announceChat(services, chat);
          },
        };
      },
    }),
  };
}

/** Answers the statement that holds in the chat; null when the chat is gone. */
async function stateForChat(
  services: Services,
  chat: ChatKey,
  row: StatementRow,
  policy: ConsentPolicy,
): Promise<StatementRow | null> {
  const { store, clock } = services;
  const nowMs = clock.nowMs();
  const consent = effectiveConsent(resolveStatement(row, policy, nowMs));
  const stated = admit(gatewayRegister.chatConsents, { ...row, chatId: chat.chatId }, { consent, nowMs });
  const held = await store.stateChatConsent(stated);
  if (held === null) return null;
  const resolution = resolveStatement(held, policy, nowMs);
  const linked = await store.findVisitorOfChat(chat);
  await forget(services, { subject: 'chat', ...chat }, notAllowed(resolution));
  if (linked !== null) await forgetVisitor(services, linked, held.number, resolution);
  return held;
}

/** Answers the statement that holds for the visitor, who is known from now on or known no more. */
async function stateForVisitor(
  services: Services,
  visitor: VisitorKey,
  row: StatementRow,
  policy: ConsentPolicy,
): Promise<StatementRow> {
  const { store, clock, latestNumbers } = services;
  const nowMs = clock.nowMs();
  const resolution = resolveStatement(row, policy, nowMs);
  const known = await store.findVisitorConsent(visitor);
  if (known !== null && known.number > row.number) return known;
  await forgetVisitor(services, visitor, row.number, resolution);
  if (!resolution.history.allowed) return row;
  // Looked at last, in the very turn in which the write is handed over: a withdrawal erases what was handed over before it.
  const latest = latestNumbers.latest(visitor);
  if (latest >= row.number) return { ...row, number: latest, choices: '{}', banner: '{}' };
  const entry = gatewayRegister.visitorConsents;
  const context = { consent: effectiveConsent(resolution), nowMs };
  const held = await store.stateVisitorConsent(admit(entry, { ...row, visitorId: visitor.visitorId }, context));
  // Merged with another under the same number it may grant nothing any more.
  const merged = resolveStatement(held, policy, nowMs);
  if (!merged.history.allowed) await forgetVisitor(services, visitor, held.number, merged);
  return held;
}

async function forgetVisitor(
  services: Services,
  visitor: VisitorKey,
  number: number,
  resolution: Resolution,
): Promise<void> {
  if (!resolution.history.allowed) {
    services.latestNumbers.remember(visitor, number);
    leaveList(services, visitor);
  }
  await forget(services, { subject: 'visitor', ...visitor }, notAllowed(resolution));
  if (!resolution.history.allowed) leaveList(services, visitor);
}

function notAllowed(resolution: Resolution): readonly Purpose[] {
  return decidablePurposes.filter((purpose) => !resolution[purpose].allowed);
}

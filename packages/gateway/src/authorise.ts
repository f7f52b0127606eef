import { type Action, may } from '@handlr/core';
import { refusal, type Result, success } from '@handlr/protocol';
import type { AgentPrincipal, VisitorPrincipal } from './connection/principal.ts';
import type { ChatKey } from './storage/index.ts';

/** A visitor touches the chats whose capability this socket showed; any other does not exist. */
export function authoriseVisitor(
  principal: VisitorPrincipal,
  { chatId }: { readonly chatId: string },
): Result<ChatKey> {
  return principal.chats.has(chatId) ? success({ siteId: principal.siteId, chatId }) : refusal('not-found');
}

/** An agent touches what their role on that site allows; on other sites nothing exists. */
export function authoriseAgent(
  principal: AgentPrincipal,
  { siteId, chatId }: ChatKey,
  action: Action,
): Result<ChatKey> {
  if (may(principal.memberships, siteId, action)) return success({ siteId, chatId });
  return refusal(may(principal.memberships, siteId, 'chat:list') ? 'forbidden' : 'not-found');
}

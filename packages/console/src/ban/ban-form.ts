import { defaultBanMs } from '@handlr/core';
import type { BanReason, BanScope, PayloadOf, AgentRequests } from '@handlr/protocol';
import { lengths } from './ban-words.ts';

/** What is filled in; the length follows the scope until somebody chooses one. */
export type BanForm = {
  readonly scope: BanScope;
  readonly reason: BanReason | null;
  readonly note: string;
  readonly chosenMs: number | null;
};

export const emptyForm: BanForm = { scope: 'chat', reason: null, note: '', chosenMs: null };

/** The length that is marked: the chosen one, or the scope's usual one. */
export function lengthOf({ scope, chosenMs }: BanForm): number {
  const usualMs = defaultBanMs(scope);
  return chosenMs ?? lengths.find(({ forMs }) => forMs === usualMs)?.forMs ?? usualMs;
}

/** Null while something is missing. */
export function payloadOf(
  form: BanForm,
  chat: { readonly siteId: string; readonly chatId: string },
): PayloadOf<AgentRequests['ban:add']> | null {
  const { scope, reason, note } = form;
  if (reason === null) return null;
  return { siteId: chat.siteId, chatId: chat.chatId, scope, reason, note: note.trim(), forMs: lengthOf(form) };
}

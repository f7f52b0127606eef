import type { Clock } from '@handlr/core';
import type { Refusal } from '@handlr/protocol';
import type { VisitorPrincipal } from '../connection/principal.ts';
import type { NetworkTag } from '../locate/index.ts';
import type { ChatKey } from '../storage/index.ts';

/** A visitor who left can still be banned for so long. */
export const rememberedMs = 30 * 60 * 1000;
const rememberedAtMost = 20_000;

export type Presence = {
  readonly principal: VisitorPrincipal;
  /** Tells the visitor that the chat is closed, and ends the connection. */
  end(refused: Refusal): void;
};

/**
 * Which visitors are connected, and which were until a while ago. In memory alone: tags of networks are kept for as long as a
 * ban may want them, half an hour after the connection, and a chat's for no longer than that.
 */
export interface Presences {
  arrived(presence: Presence): void;
  left(principal: VisitorPrincipal): void;
  here(siteId: string): readonly Presence[];
  presenceOf(principal: VisitorPrincipal): Presence | null;
  /** Lets go of those who left long enough ago. */
  forgetOld(): void;
  /** Of the network that somebody was last in this chat from; empty once it is forgotten. */
  networkOf(chat: ChatKey): readonly NetworkTag[];
}

type Past = Pick<VisitorPrincipal, 'siteId' | 'chats' | 'networkTags'> & { readonly atMs: number };

export function createPresences(clock: Clock): Presences {
  const present = new Map<VisitorPrincipal, Presence>();
  // In order of leaving.
  let past: Past[] = [];

  function forgetOld(): void {
    const sinceMs = clock.nowMs() - rememberedMs;
    if (past.length > rememberedAtMost || (past[0]?.atMs ?? sinceMs) < sinceMs) {
      past = past.filter(({ atMs }) => atMs >= sinceMs).slice(-rememberedAtMost);
    }
  }

  return {
    arrived: (presence) => void present.set(presence.principal, presence),
    left(principal) {
      if (!present.delete(principal)) return;
      forgetOld();
      const { siteId, chats, networkTags } = principal;
      // Whoever was in no chat cannot be banned for anything in it.
      if (chats.size > 0 && networkTags.length > 0) past.push({ siteId, chats, networkTags, atMs: clock.nowMs() });
    },
    forgetOld,
    here: (siteId) => [...present.values()].filter(({ principal }) => principal.siteId === siteId),
    presenceOf: (principal) => present.get(principal) ?? null,
    networkOf({ siteId, chatId }) {
      forgetOld();
      const here = [...present.keys()];
      const found = [...past, ...here].findLast((each) => each.siteId === siteId && each.chats.has(chatId));
      return found?.networkTags ?? [];
    },
  };
}

import type { Clock } from '@handlr/core';
import { limits } from '@handlr/protocol';
import type { ChatKey } from '../storage/index.ts';

/*
 * When visitors left their chats, so that agents see since when somebody is away.
 *
 * CIP12 Agents see every chat in progress of their sites: whose it is, how old it is, whether the visitor is there, and since when
 *       not. What ends before their eyes stays in reach.
 */

const rememberedMs = limits.resumeWindowMs;
const rememberedAtMost = 10_000;

/** By the gateway's clock; in memory only and for a day, since nobody needs it once the gateway is started anew. */
export interface Departures {
  /** One of the visitor's sockets is gone; maybe not the last. */
  note(key: ChatKey): void;
  /** The last time, or null where none is remembered. It says nothing of a visitor who is there. */
  latest(key: ChatKey): number | null;
}

export function createDepartures(clock: Clock): Departures {
  // In order of their ages.
  const departures = new Map<string, number>();

  return {
    note(key) {
      const name = nameOf(key);
      departures.delete(name);
      departures.set(name, clock.nowMs());
      forgetOld();
    },
    latest(key) {
      forgetOld();
      return departures.get(nameOf(key)) ?? null;
    },
  };

  function forgetOld(): void {
    for (const [name, atMs] of departures) {
      if (departures.size <= rememberedAtMost && clock.nowMs() - atMs < rememberedMs) return;
      departures.delete(name);
    }
  }
}

function nameOf({ siteId, chatId }: ChatKey): string {
  return `${siteId}/${chatId}`;
}

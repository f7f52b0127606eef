import type { Clock } from '@handlr/core';
import type { VisitorKey } from '../storage/index.ts';

/** Longer than anything that a device sent before it withdrew can still be under way. */
const rememberedMs = 60 * 60 * 1000;
const rememberedAtMost = 10_000;

/**
 * The numbers of withdrawals whose rows are erased, so that an older grant that arrives late is known to be older.
 * In memory only and for an hour: nothing is kept of a visitor who withdrew.
 */
export interface LatestNumbers {
  /** The highest number of a withdrawal; 0 where none is remembered. */
  latest(key: VisitorKey): number;
  remember(key: VisitorKey, number: number): void;
}

export function createLatestNumbers(clock: Clock): LatestNumbers {
  // In order of their ages.
  const withdrawals = new Map<string, { readonly number: number; readonly atMs: number }>();

  function forgetOld(): void {
    for (const [name, { atMs }] of withdrawals) {
      if (withdrawals.size <= rememberedAtMost && clock.nowMs() - atMs < rememberedMs) return;
      withdrawals.delete(name);
    }
  }

  return {
    latest(key) {
      forgetOld();
      return withdrawals.get(nameOf(key))?.number ?? 0;
    },
    remember(key, number) {
      const name = nameOf(key);
      const latest = Math.max(number, withdrawals.get(name)?.number ?? 0);
      withdrawals.delete(name);
      withdrawals.set(name, { number: latest, atMs: clock.nowMs() });
      forgetOld();
    },
  };
}

function nameOf({ siteId, visitorId }: VisitorKey): string {
  return `${siteId}/${visitorId}`;
}

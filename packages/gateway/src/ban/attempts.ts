import type { Clock } from '@handlr/core';
import { admitChange, gatewayRegister, operatorConsent } from '@handlr/privacy';
import type { BanKey, BanStore } from '../storage/index.ts';

/** Counts are written down so often, however many come: somebody who is shut out must not keep the disk busy. */
export const attemptsWrittenMs = 1_000;

/** Counts how often bans were run into, and when last. Never what was said. */
export function createAttempts({
  store,
  clock,
}: {
  readonly store: Pick<BanStore, 'countBanAttempts'>;
  readonly clock: Clock;
}) {
  let waiting = new Map<string, { readonly key: BanKey; attempts: number; lastAttemptAt: number }>();

  return {
    count({ siteId, banId }: BanKey): void {
      const name = `${siteId}/${banId}`;
      const counted = waiting.get(name) ?? { key: { siteId, banId }, attempts: 0, lastAttemptAt: 0 };
      counted.attempts += 1;
      counted.lastAttemptAt = clock.nowMs();
      waiting.set(name, counted);
    },
    async write(): Promise<void> {
      const written = waiting;
      waiting = new Map();
      const context = { consent: operatorConsent, nowMs: clock.nowMs() };
      for (const { key, attempts, lastAttemptAt } of written.values()) {
        await store.countBanAttempts(key, admitChange(gatewayRegister.bans, { attempts, lastAttemptAt }, context));
      }
    },
  };
}

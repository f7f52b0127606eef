import { attemptsWrittenMs } from './attempts.ts';
import type { Bans } from './bans.ts';

/** How long after its end a ban's key may still be there. */
const sweepIntervalMs = 30_000;

/** Writes attempts down, lets bans that are over go, and destroys keys, until it is stopped. */
export function keepBans(bans: Pick<Bans, 'settle' | 'sweep' | 'inTurn'>, onFailed: (error: unknown) => void) {
  const settle = (): void => void bans.settle().catch(onFailed);
  const sweep = (): void => void bans.sweep().catch(onFailed);
  const timers = [setInterval(settle, attemptsWrittenMs).unref(), setInterval(sweep, sweepIntervalMs).unref()];
  // What ended while nothing ran.
  sweep();
  return {
    async stop(): Promise<void> {
      timers.forEach(clearInterval);
      await bans.inTurn(async () => {});
      await bans.settle().catch(onFailed);
    },
  };
}

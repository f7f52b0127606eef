const baseMs = 1_000;
const capMs = 20_000;

/**
 * How long to rest before the next attempt: anywhere between nothing and a bound that doubles, so that clients that lost the
 * gateway together do not come back together. ("Full jitter", AWS Architecture Blog, "Exponential Backoff And Jitter".)
 * @param failures attempts that failed in a row
 * @param chance evenly spread in [0, 1)
 */
export function fullJitterMs(failures: number, chance: number): number {
  return chance * Math.min(capMs, baseMs * 2 ** failures);
}

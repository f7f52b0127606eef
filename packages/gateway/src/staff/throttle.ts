import { createHash } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

const minute = 60;
const hour = 60 * minute;

/** Guards against guessing. Keys are a hash of the account and an opaque tag of the network: never an address. */
export type Throttle = {
  /** Every call counts. Null to let it pass; otherwise for how long to wait, in milliseconds. */
  call(rateLimitTag: string): Promise<number | null>;
  /** Before a guess at an account's key; it counts until `forgive`. */
  guess(email: string, rateLimitTag: string): Promise<number | null>;
  /** The guess was right. */
  forgive(email: string, rateLimitTag: string): Promise<void>;
};

export function createThrottle(): Throttle {
  const calls = new RateLimiterMemory({ points: 120, duration: 5 * minute });
  // Few tries from one network, so that a guesser locks out nobody but themselves; more over all networks together.
  const perAccountAndNetwork = new RateLimiterMemory({ points: 6, duration: 15 * minute });
  const perNetwork = new RateLimiterMemory({ points: 60, duration: 15 * minute });
  const perAccount = new RateLimiterMemory({ points: 100, duration: hour });

  const guesses = (email: string, tag: string): readonly (readonly [RateLimiterMemory, string])[] => {
    const account = createHash('sha256').update(email).digest('base64url');
    return [
      [perAccountAndNetwork, `${account}/${tag}`],
      [perNetwork, tag],
      [perAccount, account],
    ];
  };

  return {
    call: (tag) => consume(calls, tag),
    async guess(email, tag) {
      for (const [limiter, key] of guesses(email, tag)) {
        const waitMs = await consume(limiter, key);
        if (waitMs !== null) return waitMs;
      }
      return null;
    },
    async forgive(email, tag) {
      await Promise.all(guesses(email, tag).map(([limiter, key]) => limiter.reward(key)));
    },
  };
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<number | null> {
  try {
    await limiter.consume(key);
    return null;
  } catch (error) {
    if (error instanceof RateLimiterRes) return Math.max(1, error.msBeforeNext);
    throw error;
  }
}

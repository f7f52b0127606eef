import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Points per duration in seconds. */
export type Rate = { readonly points: number; readonly duration: number };

export type RateLimits = {
  readonly connections: Rate;
  readonly chats: Rate;
  /** What visitors state of their consent: each can be a row, and an erasure. */
  readonly statements: Rate;
  readonly requests: Rate;
};

/** Generous for an office behind one address, tight for a flood. */
export const defaultRateLimits: RateLimits = {
  connections: { points: 120, duration: 60 },
  chats: { points: 60, duration: 600 },
  statements: { points: 300, duration: 600 },
  requests: { points: 120, duration: 10 },
};

/** Answers null to let it pass, otherwise how long to wait, in milliseconds. */
export type Limiter = (key: string) => Promise<number | null>;

/** Keys are opaque tags or socket ids; they live in memory for the duration. */
export function createLimiter(rate: Rate): Limiter {
  const limiter = new RateLimiterMemory(rate);
  return async (key) => {
    try {
      await limiter.consume(key);
      return null;
    } catch (excess) {
      if (excess instanceof RateLimiterRes) return excess.msBeforeNext;
      throw excess;
    }
  };
}

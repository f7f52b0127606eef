import type { Clock } from '@handlr/core';

/** A clock that stands still until it is moved. */
export type TestClock = Clock & { advance(milliseconds: number): void };

export function createTestClock(startMs = Date.UTC(2026, 10, 23, 9)): TestClock {
  let now = startMs;
  return { nowMs: () => now, advance: (milliseconds) => void (now += milliseconds) };
}

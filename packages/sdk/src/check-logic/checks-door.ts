import type { GivenValue } from '@handlr/core';
import type { ChecksEngine } from './checks.ts';

/** Stands for the site's checks until there is a reason to load them: `history` is allowed, or the box is opened for those that act then. */
export function createChecksDoor(start: () => Promise<ChecksEngine>, changed: () => void) {
  let engine: ChecksEngine | null = null;
  let isWanted = false;
  let values: Readonly<Record<string, GivenValue>> = {};

  return {
    engine: () => engine,
    values(given: Readonly<Record<string, GivenValue>>): void {
      values = { ...values, ...given };
      engine?.setValues(values);
    },
    want(): void {
      if (isWanted) return;
      isWanted = true;
      start().then(
        (started) => {
          engine = started;
          engine.setValues(values);
          changed();
        },
        // The chat does without.
        () => (isWanted = false),
      );
    },
  };
}

import type { OpeningHours } from '@handlr/protocol';

/** When a site that is closed opens, in milliseconds since 1970; null when it is open, or closed for all of the coming year. */
export function nextOpening(_opening: OpeningHours | undefined, _atMs: number): number | null {
  return null;
}

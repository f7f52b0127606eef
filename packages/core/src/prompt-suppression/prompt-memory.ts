import { limits } from '@handlr/protocol';

/*
 * What a device remembers of prompts, for a visitor who agreed to `history`. Times are the device's own and order nothing elsewhere.
 *
 * PRS1  A visit is a session, as `session-detection` counts them; the one before is remembered by its end.
 * PRS2  Of prompts the newest of each campaign are remembered, as many as a cap can ask for, and none for longer than caps look back.
 */

export type PromptMemory = {
  /** Newest first. */
  readonly prompts: readonly { readonly at: number; readonly campaign: string }[];
  readonly dismissedAt: number | null;
  readonly chattedAt: number | null;
  /** The number of the session that the visit is. */
  readonly session: number;
  readonly visitBeganAt: number;
  /** When the visitor was last here. */
  readonly seenAt: number;
  /** The end of the visit before this one. */
  readonly earlierVisitAt: number | null;
};

/** To write more often than this would tell nothing new. */
const seenEveryMs = 60_000;
const dayMs = 24 * 60 * 60 * 1000;

/** PRS1. The visitor is here. Answers the same object where there is nothing to write. */
export function noteSeen(memory: PromptMemory | null, session: number, nowMs: number): PromptMemory {
  if (memory === null) {
    return {
      prompts: [],
      dismissedAt: null,
      chattedAt: null,
      session,
      visitBeganAt: nowMs,
      seenAt: nowMs,
      earlierVisitAt: null,
    };
  }
  if (session !== memory.session) {
    return { ...memory, session, visitBeganAt: nowMs, seenAt: nowMs, earlierVisitAt: memory.seenAt };
  }
  return nowMs - memory.seenAt < seenEveryMs ? memory : { ...memory, seenAt: nowMs };
}

/** PRS2 */
export function noteShown(memory: PromptMemory, campaign: string, nowMs: number): PromptMemory {
  const counts = new Map<string, number>();
  const prompts = [{ at: nowMs, campaign }, ...memory.prompts].filter((prompt) => {
    const count = (counts.get(prompt.campaign) ?? 0) + 1;
    counts.set(prompt.campaign, count);
    return count <= limits.promptCap && nowMs - prompt.at < limits.promptMemoryDays * dayMs;
  });
  return { ...memory, prompts };
}

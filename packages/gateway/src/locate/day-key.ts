import { createSecretKey, type KeyObject } from 'node:crypto';
import type { Clock, Random } from '@handlr/core';

const dayMs = 24 * 60 * 60 * 1000;
const keyBytes = 32;

/** The key of the tags that one purpose needs at this moment. */
export type TagKey = () => KeyObject;

/**
 * The key of today's tags, by UTC. It is never written down: with the day, or with the process, the way back from a tag to
 * its address is gone. Good for rate limits; bans outlive a day and need keys in the key folder.
 */
export function createDayKey({ clock, random }: { readonly clock: Clock; readonly random: Random }): TagKey {
  let current: { readonly day: number; readonly key: KeyObject } | undefined;
  return () => {
    const day = Math.floor(clock.nowMs() / dayMs);
    if (current?.day !== day) current = { day, key: createSecretKey(random.bytes(keyBytes)) };
    return current.key;
  };
}

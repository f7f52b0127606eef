import { type BanTerm, isInForce } from './ban.ts';

/*
 * Tags of networks are made with keys of a site and an epoch. Whoever has no key can neither make a tag nor try addresses
 * against one.
 *
 * BAN6  An epoch is 30 days. A tag is of the epoch in which its connection came, and stays so.
 * BAN7  A key that a ban in force needs is kept, in whatever epoch it was made.
 * BAN8  A key that no ban in force needs is destroyed.
 */

const dayMs = 24 * 60 * 60 * 1000;
export const banEpochMs = 30 * dayMs;

/** Which key of a site. */
export type KeyName = { readonly siteId: string; readonly epoch: number };

export function banEpoch(nowMs: number): number {
  return Math.floor(nowMs / banEpochMs);
}

/** A ban, as far as its key goes; other scopes than networks have none. */
export type KeyedBan = BanTerm & { readonly siteId: string; readonly epoch: number | null };

export function neededKeys(bans: readonly KeyedBan[], nowMs: number): readonly KeyName[] {
  const needed = new Map<string, KeyName>();
  for (const ban of bans) {
    const { siteId, epoch } = ban;
    if (epoch !== null && isInForce(ban, nowMs)) needed.set(nameOf({ siteId, epoch }), { siteId, epoch });
  }
  return [...needed.values()];
}

/** Those of the kept keys that may go. */
export function destroyableKeys(
  kept: readonly KeyName[],
  bans: readonly KeyedBan[],
  nowMs: number,
): readonly KeyName[] {
  const needed = new Set(neededKeys(bans, nowMs).map(nameOf));
  return kept.filter((key) => !needed.has(nameOf(key)));
}

function nameOf({ siteId, epoch }: KeyName): string {
  return `${epoch}/${siteId}`;
}

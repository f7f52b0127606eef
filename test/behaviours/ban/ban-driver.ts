import {
  type BanTarget,
  type BanTerm,
  banEnd,
  banEpoch,
  destroyableKeys,
  extendedEnd,
  isInForce,
  isMeant,
  type KeyName,
  neededKeys,
} from '@handlr/core';
import type { BanScope } from '@handlr/protocol';
import fc from 'fast-check';

/** The core as the gateway uses it; a mutant replaces one part. */
export const core = { banEnd, isInForce, extendedEnd, isMeant, neededKeys, destroyableKeys, banEpoch };
export type BanCore = typeof core;

export type Command =
  | { readonly do: 'ban'; readonly who: number; readonly scope: BanScope; readonly forMs: number | undefined }
  | { readonly do: 'lift'; readonly ban: number }
  | { readonly do: 'extend'; readonly ban: number; readonly forMs: number }
  | { readonly do: 'wait'; readonly ms: number }
  /** Until so many milliseconds around its end. */
  | { readonly do: 'wait-for-end'; readonly ban: number; readonly by: number }
  | { readonly do: 'sweep' }
  | { readonly do: 'arrive'; readonly who: number; readonly site: number };

export type DrivenBan = BanTarget & BanTerm & { readonly who: number; readonly extendedAt: number };

/** All that happened, for invariants to look at. */
export type World = {
  nowMs: number;
  bans: DrivenBan[];
  /** Kept keys, as the key folder would have them. */
  keys: KeyName[];
  readonly decisions: {
    readonly nowMs: number;
    readonly who: number;
    readonly site: number;
    readonly turnedAwayBy: readonly DrivenBan[];
    readonly all: readonly DrivenBan[];
  }[];
  readonly extensions: { readonly before: DrivenBan; readonly after: DrivenBan | null; readonly nowMs: number }[];
  readonly sweeps: { readonly nowMs: number; readonly left: readonly KeyName[]; readonly bans: readonly DrivenBan[] }[];
};

export const sites = ['a'.repeat(22), 'b'.repeat(22)] as const;
const dayMs = 24 * 60 * 60 * 1000;
export const startMs = 1_764_000_012_345;

/** People are numbers: their chat, visitor and network have names of their own; a network's has another in each epoch. */
export function targetOf(who: number, site: number, scope: BanScope, epoch: number): BanTarget {
  const isNetwork = scope === 'network';
  return {
    siteId: sites[site] ?? '',
    scope,
    subject: isNetwork ? `${who}@${epoch}/${site}` : `${who}/${scope}`,
    epoch: isNetwork ? epoch : null,
  };
}

const duration = fc.oneof(fc.integer({ min: 60_000, max: 90 * dayMs }), fc.integer({ min: -dayMs, max: 400 * dayMs }));
const who = fc.nat({ max: 2 });

export const commands: fc.Arbitrary<Command[]> = fc.array(
  fc.oneof(
    fc.record({
      do: fc.constant('ban' as const),
      who,
      scope: fc.constantFrom<BanScope>('chat', 'visitor', 'network'),
      forMs: fc.option(duration, { nil: undefined }),
    }),
    fc.record({ do: fc.constant('lift' as const), ban: fc.nat({ max: 5 }) }),
    fc.record({ do: fc.constant('extend' as const), ban: fc.nat({ max: 5 }), forMs: duration }),
    fc.record({
      do: fc.constant('wait' as const),
      ms: fc.oneof(fc.nat({ max: 120_000 }), fc.nat({ max: 40 * dayMs })),
    }),
    fc.record({
      do: fc.constant('wait-for-end' as const),
      ban: fc.nat({ max: 5 }),
      by: fc.integer({ min: -1, max: 1 }),
    }),
    fc.record({ do: fc.constant('sweep' as const) }),
    fc.record({ do: fc.constant('arrive' as const), who, site: fc.nat({ max: 1 }) }),
  ),
  { minLength: 5, maxLength: 40 },
);

/** Bans are of the first site; the second is a neighbour that must hear nothing of them. */
export function run(given: readonly Command[], by: BanCore = core): World {
  const world: World = { nowMs: startMs, bans: [], keys: [], decisions: [], extensions: [], sweeps: [] };
  for (const command of given) step(world, command, by);
  return world;
}

function step(world: World, command: Command, by: BanCore): void {
  const { nowMs } = world;
  const epoch = by.banEpoch(nowMs);
  switch (command.do) {
    case 'ban': {
      const target = targetOf(command.who, 0, command.scope, epoch);
      const endsAt = by.banEnd(command.scope, command.forMs, nowMs);
      world.bans.push({ ...target, who: command.who, createdAt: nowMs, extendedAt: nowMs, endsAt, liftedAt: null });
      if (target.epoch !== null) world.keys.push({ siteId: target.siteId, epoch });
      return;
    }
    case 'lift':
      return replace(world, command.ban, (ban) => (ban.liftedAt === null ? { ...ban, liftedAt: nowMs } : ban));
    case 'extend':
      return replace(world, command.ban, (before) => {
        const endsAt = by.extendedEnd(before, command.forMs, nowMs);
        const after = endsAt === null ? null : { ...before, endsAt, extendedAt: nowMs };
        world.extensions.push({ before, after, nowMs });
        return after ?? before;
      });
    case 'wait':
      world.nowMs += command.ms;
      return;
    case 'wait-for-end':
      world.nowMs = Math.max(nowMs, (world.bans[command.ban]?.endsAt ?? 0) + command.by);
      return;
    case 'sweep': {
      const gone = new Set(
        by.destroyableKeys(world.keys, world.bans, nowMs).map(({ epoch: of, siteId }) => `${of}${siteId}`),
      );
      world.keys = world.keys.filter(({ epoch: of, siteId }) => !gone.has(`${of}${siteId}`));
      world.sweeps.push({ nowMs, left: [...world.keys], bans: [...world.bans] });
      return;
    }
    case 'arrive': {
      // A gateway tries the current epoch and every epoch of which it has a key.
      const epochs = [epoch, ...by.neededKeys(world.bans, nowMs).map((key) => key.epoch)];
      const shown = [
        ...epochs.map((of) => targetOf(command.who, command.site, 'network', of)),
        targetOf(command.who, command.site, 'chat', epoch),
        targetOf(command.who, command.site, 'visitor', epoch),
      ];
      const turnedAwayBy = world.bans.filter((ban) => by.isInForce(ban, nowMs) && by.isMeant(ban, shown));
      world.decisions.push({ nowMs, who: command.who, site: command.site, turnedAwayBy, all: [...world.bans] });
    }
  }
}

function replace(world: World, at: number, change: (ban: DrivenBan) => DrivenBan): void {
  world.bans = world.bans.map((ban, index) => (index === at ? change(ban) : ban));
}

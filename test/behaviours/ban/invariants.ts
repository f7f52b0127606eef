import type { BanScope } from '@handlr/protocol';
import { type DrivenBan, sites, type World } from './ban-driver.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const epochMs = 30 * dayMs;

/** Said again here in other words than the core's. */
const holds = ({ createdAt, endsAt, liftedAt }: DrivenBan, nowMs: number): boolean =>
  liftedAt === null && nowMs >= createdAt && nowMs <= endsAt - 1;

export type Invariant = { readonly rule: string; readonly says: string; holds(world: World): boolean };

export const invariants: readonly Invariant[] = [
  {
    rule: 'BAN1',
    says: 'whoever is meant by a ban that holds is turned away, and nobody by one that is over or lifted',
    holds: ({ decisions }) =>
      decisions.every(({ who, site, nowMs, turnedAwayBy, all }) => {
        const expected = site === 0 ? all.filter((ban) => ban.who === who && holds(ban, nowMs)) : [];
        return expected.length === turnedAwayBy.length && expected.every((ban) => turnedAwayBy.includes(ban));
      }),
  },
  {
    rule: 'BAN2',
    says: 'no ban takes longer than 90 days from when it was made or last extended, and none less than a minute',
    holds: ({ bans }) =>
      bans.every(
        ({ createdAt, extendedAt, endsAt }) => endsAt - extendedAt <= 90 * dayMs && endsAt - createdAt >= minuteMs,
      ),
  },
  {
    rule: 'BAN3',
    says: 'an extension never shortens, and extends nothing that is over',
    holds: ({ extensions }) =>
      extensions.every(({ before, after, nowMs }) =>
        after === null ? !holds(before, nowMs) : holds(before, nowMs) && after.endsAt >= before.endsAt,
      ),
  },
  {
    rule: 'BAN4',
    says: 'nobody is turned away by a ban that means another person, or on another site',
    holds: ({ decisions }) =>
      decisions.every(({ who, site, turnedAwayBy }) =>
        turnedAwayBy.every((ban) => ban.who === who && ban.siteId === sites[site]),
      ),
  },
  {
    rule: 'BAN5',
    says: 'every ban ends on a whole minute',
    holds: ({ bans }) => bans.every(({ endsAt }) => endsAt % minuteMs === 0),
  },
  {
    rule: 'BAN6',
    says: 'a network’s ban is of the epoch of 30 days in which it was made, others of none',
    holds: ({ bans }) =>
      bans.every(({ scope, epoch, createdAt }) =>
        isNetwork(scope) ? epoch === Math.floor(createdAt / epochMs) : epoch === null,
      ),
  },
  {
    rule: 'BAN7',
    says: 'the key of a network’s ban that holds is never destroyed',
    holds: ({ sweeps }) =>
      sweeps.every(({ nowMs, left, bans }) =>
        bans
          .filter((ban) => isNetwork(ban.scope) && holds(ban, nowMs))
          .every((ban) => left.some(({ siteId, epoch }) => siteId === ban.siteId && epoch === ban.epoch)),
      ),
  },
  {
    rule: 'BAN8',
    says: 'after a sweep there is no key that no ban needs',
    holds: ({ sweeps }) =>
      sweeps.every(({ nowMs, left, bans }) =>
        left.every(({ siteId, epoch }) =>
          bans.some((ban) => ban.siteId === siteId && ban.epoch === epoch && holds(ban, nowMs)),
        ),
      ),
  },
];

function isNetwork(scope: BanScope): boolean {
  return scope === 'network';
}

import type { beginsVisit, followSession, SessionState } from '@handlr/core';
import type { SessionPolicy } from '@handlr/protocol';
import { assert, array, constantFrom, integer, option, property, record } from 'fast-check';

export type Core = { readonly followSession: typeof followSession; readonly beginsVisit: typeof beginsVisit };

type Step = { readonly afterMs: number; readonly campaign: string };

const minute = 60_000;
const startMs = Date.UTC(2026, 2, 28, 12);
const zone = 'Europe/Berlin';

/** Pauses around the limits, clocks that are set back, campaigns that come again. */
const steps = array(
  record({
    afterMs: constantFrom(
      0,
      1,
      minute,
      30 * minute - 1,
      30 * minute,
      31 * minute,
      14 * 60 * minute,
      -5 * minute,
      -1,
      -13 * 60 * minute,
    ),
    campaign: constantFrom('', '', 'spring', 'summer'),
  }),
  { minLength: 1, maxLength: 30 },
);
const policies = record({
  idleMinutes: constantFrom(30, 5, 1440),
  midnight: option(constantFrom(zone), { nil: undefined }),
});

function run(core: Core, given: readonly Step[], policy: SessionPolicy) {
  let nowMs = startMs;
  let state: SessionState | null = null;
  return given.map(({ afterMs, campaign }) => {
    nowMs += afterMs;
    const before = state;
    const [after, begins] = core.followSession(state, { campaign }, policy, nowMs);
    state = after;
    return { before, after, begins, campaign, afterMs, nowMs };
  });
}

const local = new Intl.DateTimeFormat('en', { timeZone: zone, dateStyle: 'short' });

function forAll(core: Core, holds: (ran: ReturnType<typeof run>, policy: SessionPolicy) => boolean): void {
  assert(
    property(steps, policies, (given, policy) => holds(run(core, given, policy), policy)),
    { numRuns: 1_000, seed: 8 },
  );
}

/** Each throws where a core breaks it. Looked for in 1,000 sequences of signs. */
export const invariants: Readonly<Record<string, (core: Core) => void>> = {
  'SES1 the first sign is session 1, and only the first is called so': (core) =>
    forAll(core, (ran) =>
      ran.every(({ before, after, begins }) => (before === null) === (begins && after.began === 'first')),
    ),
  'SES2 a pause of the idle time begins one, and a shorter one by itself does not': (core) =>
    forAll(core, (ran, { idleMinutes, midnight }) =>
      ran.every(({ before, begins, campaign, nowMs }) => {
        if (before === null) return true;
        const isIdle = nowMs - before.lastActiveAt >= idleMinutes * minute;
        const isOther = campaign !== '' && campaign !== before.campaign;
        return isIdle ? begins : begins === isOther || midnight !== undefined;
      }),
    ),
  'SES3 another campaign begins one, the same or none does not': (core) =>
    forAll(core, (ran) =>
      ran.every(({ before, after, begins, campaign }) => {
        if (before === null) return after.campaign === campaign;
        if (campaign !== '' && campaign !== before.campaign) return begins && after.campaign === campaign;
        return after.began !== 'campaign' || !begins;
      }),
    ),
  'SES4 a new day begins one where the site says so, and nowhere else': (core) =>
    forAll(core, (ran, { midnight }) =>
      ran.every(({ before, after, begins, nowMs }) => {
        if (before === null) return true;
        if (midnight === undefined) return after.began !== 'midnight' || !begins;
        const isNewDay = nowMs > before.lastActiveAt && local.format(nowMs) !== local.format(before.lastActiveAt);
        return !isNewDay || begins;
      }),
    ),
  'SES5 the number grows by one with each session, and two tabs make the same of the same': (core) =>
    forAll(core, (ran, policy) =>
      ran.every(({ before, after, begins, campaign, nowMs }) => {
        const [other] = core.followSession(before, { campaign }, policy, nowMs);
        const isSameThere = core.followSession(after, { campaign }, policy, nowMs)[0].number === after.number;
        const expected = before === null ? 1 : before.number + (begins ? 1 : 0);
        return after.number === expected && (other.number === after.number || !begins) && (isSameThere || !begins);
      }),
    ),
  'SES6 a clock that was set back begins nothing': (core) =>
    forAll(core, (ran) =>
      ran.every(
        ({ before, begins, campaign, nowMs, after }) =>
          before === null ||
          nowMs >= before.lastActiveAt ||
          ((campaign !== '' && campaign !== before.campaign) === begins && after.lastActiveAt === nowMs),
      ),
    ),
  'SES7 a device’s word of a pause counts for nothing': (core) =>
    assert(
      property(integer({ min: 0, max: 3_600_000 }), integer({ min: 1, max: 9 }), (afterMs, number) => {
        const known = { visits: 2, lastVisitAt: startMs, sessionNumber: 3 };
        const says = (began: 'idle' | 'first') =>
          core.beginsVisit(known, { number, began }, 30 * minute, startMs + afterMs);
        const own = afterMs >= 30 * minute ? 'idle' : null;
        return says('idle') === own && says('first') === own;
      }),
      { numRuns: 1_000, seed: 8 },
    ),
  'SES8 a campaign or midnight counts once for each number above those heard of': (core) =>
    assert(
      property(integer({ min: 1, max: 9 }), constantFrom('campaign' as const, 'midnight' as const), (number, began) => {
        const known = { visits: 2, lastVisitAt: startMs, sessionNumber: 3 };
        const answer = core.beginsVisit(known, { number, began }, 30 * minute, startMs + minute);
        return answer === (number > 3 ? began : null);
      }),
      { numRuns: 1_000, seed: 8 },
    ),
};

import { defaultBanMs } from '@handlr/core';
import { type AgentRequests, type Ban, type PayloadOf, refusal, type Result, success } from '@handlr/protocol';
import { colleague, id, profile, sites } from './sample-people.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

type BanRequest = Extract<keyof AgentRequests, `ban:${string}`>;
type Answers = { [Name in BanRequest]: (payload: PayloadOf<AgentRequests[Name]>) => Result<unknown> };

/** The gateway's part in bans, with a few that stand already. */
export function createSampleBans(isForgotten: () => boolean, refuses: () => boolean): Answers {
  const bans = sampleBans(Date.now());
  const find = (banId: string): Ban | undefined => bans.find((ban) => ban.banId === banId);
  return {
    'ban:prepare': ({ chatId }) =>
      success({ visitor: chatId === id('chatteapot'), network: !isForgotten(), othersOnNetwork: 2 }),
    'ban:add': ({ siteId, scope, reason, note, forMs = defaultBanMs(scope) }) => {
      if (refuses()) return refusal('unavailable');
      const { agentId, name } = profile;
      const ban: Ban = {
        ...banOf(`fresh${bans.length}`, Date.now()),
        siteId,
        scope,
        reason,
        note,
        author: { agentId, name },
        endsAt: Date.now() + forMs,
      };
      bans.unshift(ban);
      return success(ban);
    },
    'ban:list': ({ siteId }) =>
      refuses()
        ? refusal('unavailable')
        : success({ nowMs: Date.now(), bans: bans.filter((ban) => ban.siteId === siteId) }),
    'ban:lift': ({ banId }) => change(find(banId), () => ({ liftedAt: Date.now() })),
    'ban:extend': ({ banId, forMs }) => change(find(banId), () => ({ endsAt: Date.now() + forMs })),
  };
}

function change(ban: Ban | undefined, fields: () => Partial<Ban>): Result<Ban> {
  return ban === undefined ? refusal('not-found') : success(Object.assign(ban, fields()));
}

function sampleBans(nowMs: number): Ban[] {
  const [wren, nord, fern] = sites.map(({ siteId }) => siteId);
  return [
    {
      ...banOf('network', nowMs - 40 * 60_000),
      siteId: wren ?? '',
      scope: 'network',
      reason: 'threats',
      note: 'Third time today, each with a new name',
      endsAt: nowMs + 23 * hourMs,
      attempts: 14,
      lastAttemptAt: nowMs - 3 * 60_000,
    },
    {
      ...banOf('visitor', nowMs - 5 * dayMs),
      siteId: nord ?? '',
      scope: 'visitor',
      reason: 'fraud',
      note: 'Asked for other customers’ bookings',
      author: colleague,
      endsAt: nowMs + 25 * dayMs,
    },
    {
      ...banOf('chat', nowMs - 2 * hourMs),
      siteId: fern ?? '',
      note: '',
      endsAt: nowMs + 6 * dayMs,
      attempts: 1,
      lastAttemptAt: nowMs - hourMs,
    },
    { ...banOf('ended', nowMs - 9 * dayMs), siteId: wren ?? '', scope: 'network', endsAt: nowMs - 8 * dayMs },
    { ...banOf('lifted', nowMs - 6 * dayMs), siteId: nord ?? '', author: colleague, liftedAt: nowMs - 5 * dayMs },
  ];
}

function banOf(name: string, createdAt: number): Ban {
  return {
    siteId: '',
    banId: id(`ban${name}`),
    scope: 'chat',
    reason: 'spam',
    note: '',
    author: { agentId: profile.agentId, name: profile.name },
    createdAt,
    endsAt: createdAt + 30 * dayMs,
    liftedAt: null,
    attempts: 0,
    lastAttemptAt: null,
  };
}

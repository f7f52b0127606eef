import type { BanRow } from '@handlr/privacy';
import type { BanScope } from '@handlr/protocol';
import { sql } from 'kysely';
import type { BanKey } from '../store.ts';
import { precompile } from './precompile.ts';
import type { Expiring, Queries } from './tables.ts';

const columns = [
  'siteId',
  'banId',
  'scope',
  'subject',
  'epoch',
  'reason',
  'note',
  'agentId',
  'createdAt',
  'endsAt',
  'liftedAt',
  'attempts',
  'lastAttemptAt',
] as const;

type OfSubjects = {
  readonly siteId: string;
  readonly scope: BanScope;
  readonly subjects: readonly string[];
  readonly nowMs: number;
};
type OfChat = { readonly siteId: string; readonly capabilityHash: string; readonly nowMs: number };

export function createBanReads(queries: Queries) {
  /** At every chat that is opened or resumed, so compiled once. */
  const ofChat = precompile<OfChat>()((parameter) =>
    queries
      .selectFrom('bans')
      .select(columns)
      .where('siteId', '=', parameter('siteId'))
      .where('liftedAt', 'is', null)
      .where('endsAt', '>', parameter('nowMs'))
      .where((is) =>
        is.or([
          is.and([is('scope', '=', 'chat'), is('subject', '=', parameter('capabilityHash'))]),
          is.and([
            is('scope', '=', 'visitor'),
            is(
              'subject',
              'in',
              is
                .selectFrom('visitorChats')
                .innerJoin('chats', (join) =>
                  join
                    .onRef('chats.siteId', '=', 'visitorChats.siteId')
                    .onRef('chats.chatId', '=', 'visitorChats.chatId'),
                )
                .select('visitorChats.visitorId')
                .where('chats.siteId', '=', parameter('siteId'))
                .where('chats.capabilityHash', '=', parameter('capabilityHash')),
            ),
          ]),
        ]),
      )
      .orderBy('endsAt', 'desc')
      .limit(1),
  );

  return {
    findBan: async (key: BanKey): Promise<BanRow | null> => (await find(queries, key)) ?? null,

    findBanOf: async ({ siteId, scope, subjects, nowMs }: OfSubjects): Promise<BanRow | null> => {
      if (subjects.length === 0) return null;
      const found = await inForce(queries, nowMs)
        .where('siteId', '=', siteId)
        .where('scope', '=', scope)
        .where('subject', 'in', subjects)
        .orderBy('endsAt', 'desc')
        .limit(1)
        .executeTakeFirst();
      return found ?? null;
    },

    findBanOfChat: async (input: OfChat): Promise<BanRow | null> => (await ofChat(queries, input))[0] ?? null,

    listBans: async (siteId: string, limit: number): Promise<readonly BanRow[]> =>
      queries
        .selectFrom('bans')
        .select(columns)
        .where('siteId', '=', siteId)
        .orderBy('createdAt', 'desc')
        .orderBy('banId')
        .limit(limit)
        .execute(),

    listNetworkBans: async (nowMs: number): Promise<readonly BanRow[]> =>
      inForce(queries, nowMs).where('scope', '=', 'network').execute(),
  };
}

export const banWrites = {
  addBan: async (queries: Queries, ban: BanRow & Expiring): Promise<void> => {
    await queries.insertInto('bans').values(ban).execute();
  },

  liftBan: async (
    queries: Queries,
    { key, change }: { readonly key: BanKey; readonly change: Partial<BanRow> },
  ): Promise<BanRow | null> => {
    const { liftedAt = null } = change;
    if (liftedAt === null) throw new TypeError('A lift says when');
    await queries
      .updateTable('bans')
      .set({ liftedAt })
      .where('siteId', '=', key.siteId)
      .where('banId', '=', key.banId)
      .where('liftedAt', 'is', null)
      .where('endsAt', '>', liftedAt)
      .execute();
    return (await find(queries, key)) ?? null;
  },

  extendBan: async (
    queries: Queries,
    { ban, nowMs }: { readonly ban: BanRow & Expiring; readonly nowMs: number },
  ): Promise<BanRow | null> => {
    const { siteId, banId, endsAt, expiresAt } = ban;
    const extended = await queries
      .updateTable('bans')
      .set({ endsAt: sql<number>`max(ends_at, ${endsAt})`, expiresAt })
      .where('siteId', '=', siteId)
      .where('banId', '=', banId)
      .where('liftedAt', 'is', null)
      .where('endsAt', '>', nowMs)
      .returning(columns)
      .executeTakeFirst();
    return extended ?? null;
  },

  countBanAttempts: async (
    queries: Queries,
    { key, change }: { readonly key: BanKey; readonly change: Partial<BanRow> },
  ): Promise<void> => {
    const { attempts = 0, lastAttemptAt = null } = change;
    await queries
      .updateTable('bans')
      .set({ attempts: sql<number>`attempts + ${attempts}`, lastAttemptAt })
      .where('siteId', '=', key.siteId)
      .where('banId', '=', key.banId)
      .execute();
  },

  forgetBans: async (
    queries: Queries,
    { nowMs, keptSinceMs }: { readonly nowMs: number; readonly keptSinceMs: number },
  ): Promise<number> => {
    const forgotten = await queries
      .updateTable('bans')
      .set({ subject: '' })
      .where('subject', '<>', '')
      .where((is) => is.or([is('endsAt', '<=', nowMs), is('liftedAt', 'is not', null)]))
      .executeTakeFirst();
    const deleted = await queries
      .deleteFrom('bans')
      .where((is) => is.or([is('endsAt', '<=', keptSinceMs), is('liftedAt', '<=', keptSinceMs)]))
      .executeTakeFirst();
    return Number(forgotten.numUpdatedRows + deleted.numDeletedRows);
  },
};

function find(queries: Queries, { siteId, banId }: BanKey): Promise<BanRow | undefined> {
  return queries
    .selectFrom('bans')
    .select(columns)
    .where('siteId', '=', siteId)
    .where('banId', '=', banId)
    .executeTakeFirst();
}

function inForce(queries: Queries, nowMs: number) {
  return queries.selectFrom('bans').select(columns).where('liftedAt', 'is', null).where('endsAt', '>', nowMs);
}

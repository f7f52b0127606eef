import { erasurePlan, type ErasureStep } from '@handlr/privacy';
import type { Purpose } from '@handlr/protocol';
import { sql } from 'kysely';
import type { Erasure, ErasureCounts } from '../store.ts';
import type { Queries } from './tables.ts';

export type ErasureInput = { readonly erasure: Erasure; readonly purposes: readonly Purpose[] };

export function createErasureReads(queries: Queries) {
  return {
    /** Looks again: how much is left of what was to go. */
    countLeft: (input: ErasureInput): Promise<ErasureCounts> =>
      perTable(input, async ({ table }, where) => {
        const found = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)} ${where}`.execute(
          queries,
        );
        return Number(found.rows[0]?.count ?? 0);
      }),
  };
}

export const erasureWrites = {
  erase: (queries: Queries, input: ErasureInput): Promise<ErasureCounts> =>
    perTable(input, async ({ table }, where) => {
      const { numAffectedRows } = await sql`delete from ${sql.table(table)} ${where}`.execute(queries);
      return Number(numAffectedRows ?? 0n);
    }),
};

/** Names of tables and columns come from the register alone, never from a request. */
async function perTable(
  { erasure, purposes }: ErasureInput,
  run: (step: ErasureStep, where: ReturnType<typeof sql>) => Promise<number>,
): Promise<ErasureCounts> {
  const counts: Record<string, number> = {};
  const where =
    erasure.subject === 'chat'
      ? sql`where site_id = ${erasure.siteId} and chat_id = ${erasure.chatId}`
      : sql`where site_id = ${erasure.siteId} and visitor_id = ${erasure.visitorId}`;
  for (const step of erasurePlan(erasure.subject, purposes)) counts[step.entryId] = await run(step, where);
  return counts;
}

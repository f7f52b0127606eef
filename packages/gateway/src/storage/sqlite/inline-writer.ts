import type { DatabaseSync } from 'node:sqlite';
import type { Queries } from '../operations/tables.ts';
import { createWrites, performWrite, type WriteInput, type WriteName, type WriteOutput } from '../operations/writes.ts';
import { StoreUnavailableError } from '../unavailable.ts';
import type { OnFailure, Writer } from '../writer.ts';
import { commitGroup } from './group-commit.ts';
import type { InTurn } from './in-turn.ts';
import { closeAfterWriting, scrubDeleted } from './open-database.ts';

/** Writes in this thread, one transaction for each change. No timers, no clock, no chance: a simulator can replay it. */
export function createInlineWriter(
  database: DatabaseSync,
  queries: Queries,
  inTurn: InTurn,
  onFailure: OnFailure,
): Writer {
  const writes = createWrites(queries);
  let isClosed = false;
  let failure: StoreUnavailableError | null = null;

  return {
    write: async <Name extends WriteName>(name: Name, input: WriteInput<Name>): Promise<WriteOutput<Name>> => {
      if (isClosed) throw new StoreUnavailableError('it is closed');
      const outcome = await inTurn(async () => {
        if (failure !== null) throw failure;
        const { outcomes, fatal } = await commitGroup(database, [{ name, input }], (request) =>
          performWrite(writes, queries, request),
        );
        if (fatal) {
          failure = new StoreUnavailableError('the disk failed');
          onFailure(failure);
        }
        return outcomes[0];
      });
      if (outcome?.ok) return outcome.output;
      throw outcome?.error;
    },

    scrub: () =>
      inTurn(async () => {
        if (!scrubDeleted(database)) throw new StoreUnavailableError('a reader holds on to its log');
      }),

    close: async () => {
      if (isClosed) return;
      isClosed = true;
      await inTurn(async () => closeAfterWriting(database));
    },
  };
}

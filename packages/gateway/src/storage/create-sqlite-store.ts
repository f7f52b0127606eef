import { randomBytes } from 'node:crypto';
import { createId } from '@handlr/core';
import { createStoreFront } from './front.ts';
import { createReads } from './operations/reads.ts';
import { createInTurn } from './sqlite/in-turn.ts';
import { createInlineWriter } from './sqlite/inline-writer.ts';
import { openForReading, openForWriting, prepareDatabase } from './sqlite/open-database.ts';
import { createQueries } from './sqlite/queries.ts';
import { createThreadWriter } from './sqlite/thread-writer.ts';
import { createUnderWay } from './sqlite/under-way.ts';
import type { Store } from './store.ts';
import type { OnFailure, Writer } from './writer.ts';

export type SqliteStoreOptions = {
  /** Path of the database, made if it is not there; `:memory:` is always written inline. */
  readonly file: string;
  /** `thread` (default): for a gateway. `inline`: in this thread, without timers or chance, for simulators and short commands. */
  readonly onWriter?: 'thread' | 'inline';
  /** The epoch of a database that is new; random if absent. An existing one keeps its own. */
  readonly epoch?: string;
  /** The writer has stopped for good: nothing can be stored until a restart. Called once. */
  readonly onFailure?: OnFailure;
};

/**
 * The gateway's store on SQLite, brought up to date.
 * @throws StorageFileError when the file cannot be used, with what to do about it
 */
export async function createSqliteStore({
  file,
  onWriter = 'thread',
  epoch: epochOfNew = createId({ bytes: randomBytes }),
  onFailure = () => {},
}: SqliteStoreOptions): Promise<Store> {
  const database = openForWriting(file);
  try {
    const epoch = await prepareDatabase(database, file, epochOfNew);
    if (file === ':memory:') return createMemoryStore(epoch);
    if (onWriter === 'inline') {
      return createFileStore(epoch, createInlineWriter(database, createQueries(database), createInTurn(), onFailure));
    }
    database.close();
    return createFileStore(epoch, await createThreadWriter(file, onFailure));
  } catch (error) {
    if (database.isOpen) database.close();
    throw error;
  }

  /** Questions are asked beside the writer, of what it has committed. */
  function createFileStore(epoch: string, writer: Writer): Store {
    const readable = openForReading(file);
    const underWay = createUnderWay();
    return createStoreFront({
      epoch,
      writer,
      reads: createReads(createQueries(readable)),
      ask: underWay.add,
      close: async () => {
        await underWay.ended();
        readable.close();
        await writer.close();
      },
    });
  }

  /** One connection for both, so questions wait their turn, else they would see what is not committed. */
  function createMemoryStore(epoch: string): Store {
    const queries = createQueries(database);
    const inTurn = createInTurn();
    const writer = createInlineWriter(database, queries, inTurn, onFailure);
    const underWay = createUnderWay();
    return createStoreFront({
      epoch,
      writer,
      reads: createReads(queries),
      ask: (question) => underWay.add(() => inTurn(question)),
      close: async () => {
        await underWay.ended();
        await writer.close();
      },
    });
  }
}

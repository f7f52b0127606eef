import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { migrate } from '../migrations/migrate.ts';
import { StorageFileError } from '../unavailable.ts';
import { explainFault } from './fault.ts';
import { createBareQueries, createQueries } from './queries.ts';

const busyTimeoutMs = 5_000;
const inMemory = ':memory:';

/**
 * Opens a database for writing: durable at every commit, and bytes that are deleted are overwritten.
 * @throws StorageFileError
 */
export function openForWriting(file: string): DatabaseSync {
  if (file !== inMemory) createFile(file);
  return explained(file, () => {
    const database = new DatabaseSync(file, { timeout: busyTimeoutMs, enableForeignKeyConstraints: true });
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON');
    return database;
  });
}

/** @throws StorageFileError */
export function openForReading(file: string): DatabaseSync {
  return explained(file, () => new DatabaseSync(file, { timeout: busyTimeoutMs, readOnly: true }));
}

/**
 * Brings the database up to date, alone at it. Answers its epoch.
 * @throws StorageFileError also for a database of a newer release or of another program
 */
export async function prepareDatabase(database: DatabaseSync, file: string, epochOfNew: string): Promise<string> {
  try {
    database.exec('BEGIN IMMEDIATE');
    const migrated = await migrate(createBareQueries(database), createQueries(database), epochOfNew);
    if ('obstacle' in migrated) throw new StorageFileError(file, migrated.obstacle);
    database.exec('COMMIT');
    return migrated.epoch;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw explainFault(file, error);
  }
}

/**
 * Empties the write-ahead log into the file and cuts it to nothing; what was deleted is overwritten in the file already
 * (`secure_delete`). False while a reader still needs the log.
 */
export function scrubDeleted(database: DatabaseSync): boolean {
  return database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.['busy'] === 0;
}

/** Empties the write-ahead log into the file, so that erased bytes are in neither. */
export function closeAfterWriting(database: DatabaseSync): void {
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
}

/** Made by us, the file and its write-ahead log are nobody else's to read. */
function createFile(file: string): void {
  try {
    closeSync(openSync(file, 'a', 0o600));
  } catch (error) {
    const trouble = error instanceof Error ? error.message : String(error);
    throw new StorageFileError(
      file,
      `cannot be written (${trouble}): its folder must exist, and the gateway’s user must be able to write there`,
      { cause: error },
    );
  }
}

function explained<Result>(file: string, open: () => Result): Result {
  try {
    return open();
  } catch (error) {
    throw explainFault(file, error);
  }
}

import type { Kysely } from 'kysely';

/** One step forward. Once released it never changes, so it names tables and columns itself, as they are in the database. */
export type Migration = {
  readonly version: number;
  readonly up: (database: Kysely<unknown>) => Promise<void>;
};

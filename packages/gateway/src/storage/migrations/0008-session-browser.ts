import type { Kysely } from 'kysely';
import type { Migration } from './migration.ts';

/** By which agents tell their sessions apart; and an index, for they are asked for by whose they are. */
export const sessionBrowser: Migration = { version: 8, up };

async function up({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .alterTable('agent_sessions')
    .addColumn('browser', 'text', (column) => column.notNull().defaultTo(''))
    .execute();
  await schema.createIndex('agent_sessions_agent').on('agent_sessions').column('agent_id').execute();
}

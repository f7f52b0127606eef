import type { Kysely } from 'kysely';
import type { Migration } from './migration.ts';

export const checkTables: Migration = { version: 4, up };

async function up({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('site_checks')
    .addColumn('site_id', 'text', (column) => column.primaryKey().references('sites.site_id').onDelete('cascade'))
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('checks', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute();
}

import type { Kysely } from 'kysely';
import type { Migration } from './migration.ts';

export const banTables: Migration = { version: 7, up };

async function up({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('bans')
    .addColumn('site_id', 'text', (column) => column.notNull())
    .addColumn('ban_id', 'text', (column) => column.notNull())
    .addColumn('scope', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('epoch', 'integer')
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('note', 'text', (column) => column.notNull())
    .addColumn('agent_id', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('ends_at', 'bigint', (column) => column.notNull())
    .addColumn('lifted_at', 'bigint')
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('last_attempt_at', 'bigint')
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('bans_key', ['site_id', 'ban_id'])
    .execute();
  // Asked at each chat that is opened, and at connections of sites that ban a network.
  await schema.createIndex('bans_subject').on('bans').columns(['site_id', 'scope', 'subject']).execute();
}

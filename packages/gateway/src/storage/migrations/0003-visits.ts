import type { Kysely } from 'kysely';
import type { Migration } from './migration.ts';

/** Why a visit counts as new, how long a page was looked at, and where a visit came from. */
export const visitTables: Migration = { version: 3, up };

async function up({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .alterTable('visitors')
    .addColumn('visit_began_at', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute();
  await schema
    .alterTable('visitors')
    .addColumn('visit_began', 'text', (column) => column.notNull().defaultTo('first'))
    .execute();
  await schema
    .alterTable('visitors')
    .addColumn('session_number', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await schema
    .alterTable('visitor_pages')
    .addColumn('view_id', 'text', (column) => column.notNull().defaultTo(''))
    .execute();
  await schema.alterTable('visitor_pages').addColumn('seconds', 'integer').execute();

  await schema
    .createTable('visitor_origins')
    .addColumn('site_id', 'text', (column) => column.notNull())
    .addColumn('visitor_id', 'text', (column) => column.notNull())
    .addColumn('which', 'text', (column) => column.notNull())
    .addColumn('entry_url', 'text')
    .addColumn('referrer_host', 'text')
    .addColumn('campaign', 'text', (column) => column.notNull())
    .addColumn('click_id', 'text')
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('visitor_origins_key', ['site_id', 'visitor_id', 'which'])
    .addForeignKeyConstraint(
      'visitor_origins_visitor',
      ['site_id', 'visitor_id'],
      'visitors',
      ['site_id', 'visitor_id'],
      (reference) => reference.onDelete('cascade'),
    )
    .execute();
}

import type { CreateTableBuilder, Kysely } from 'kysely';
import type { Migration } from './migration.ts';

export const consentTables: Migration = { version: 2, up };

async function up({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .alterTable('sites')
    .addColumn('consent', 'text', (column) => column.notNull().defaultTo('{}'))
    .execute();

  await withStatement(schema.createTable('chat_consents').addColumn('site_id', 'text', (column) => column.notNull()))
    .addColumn('chat_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('chat_consents_key', ['site_id', 'chat_id'])
    .addForeignKeyConstraint(
      'chat_consents_chat',
      ['site_id', 'chat_id'],
      'chats',
      ['site_id', 'chat_id'],
      (reference) => reference.onDelete('cascade'),
    )
    .execute();
  await withStatement(schema.createTable('visitor_consents').addColumn('site_id', 'text', (column) => column.notNull()))
    .addColumn('visitor_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('visitor_consents_key', ['site_id', 'visitor_id'])
    .execute();

  await schema
    .createTable('visitors')
    .addColumn('site_id', 'text', (column) => column.notNull())
    .addColumn('visitor_id', 'text', (column) => column.notNull())
    .addColumn('visits', 'integer', (column) => column.notNull())
    .addColumn('first_visit_at', 'bigint', (column) => column.notNull())
    .addColumn('last_visit_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('visitors_key', ['site_id', 'visitor_id'])
    .execute();
  await schema
    .createTable('visitor_chats')
    .addColumn('site_id', 'text', (column) => column.notNull())
    .addColumn('chat_id', 'text', (column) => column.notNull())
    .addColumn('visitor_id', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    // A chat is one visitor's; whose chats are whose is asked from both sides.
    .addPrimaryKeyConstraint('visitor_chats_key', ['site_id', 'chat_id'])
    .addForeignKeyConstraint(
      'visitor_chats_chat',
      ['site_id', 'chat_id'],
      'chats',
      ['site_id', 'chat_id'],
      (reference) => reference.onDelete('cascade'),
    )
    .addForeignKeyConstraint(
      'visitor_chats_visitor',
      ['site_id', 'visitor_id'],
      'visitors',
      ['site_id', 'visitor_id'],
      (reference) => reference.onDelete('cascade'),
    )
    .execute();
  await schema.createIndex('visitor_chats_visitor').on('visitor_chats').columns(['site_id', 'visitor_id']).execute();
  await schema
    .createTable('visitor_pages')
    .addColumn('site_id', 'text', (column) => column.notNull())
    .addColumn('visitor_id', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('page_url', 'text', (column) => column.notNull())
    .addColumn('page_title', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addForeignKeyConstraint(
      'visitor_pages_visitor',
      ['site_id', 'visitor_id'],
      'visitors',
      ['site_id', 'visitor_id'],
      (reference) => reference.onDelete('cascade'),
    )
    .execute();
  await schema
    .createIndex('visitor_pages_newest')
    .on('visitor_pages')
    .columns(['site_id', 'visitor_id', 'at'])
    .execute();
}

/** The same columns wherever a device's statement is kept. */
function withStatement<Table extends string, Column extends string>(table: CreateTableBuilder<Table, Column>) {
  return table
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('choices', 'text', (column) => column.notNull())
    .addColumn('banner', 'text', (column) => column.notNull())
    .addColumn('gpc', 'integer', (column) => column.notNull())
    .addColumn('over_gpc', 'integer', (column) => column.notNull())
    .addColumn('method', 'text', (column) => column.notNull())
    .addColumn('policy_version', 'integer', (column) => column.notNull())
    .addColumn('jurisdiction', 'text', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('decided_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull());
}

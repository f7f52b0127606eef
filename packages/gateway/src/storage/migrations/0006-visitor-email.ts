import type { Kysely } from 'kysely';
import type { Migration } from './migration.ts';

export const visitorEmailTables: Migration = { version: 6, up };

async function up({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('sealed_contacts')
    .addColumn('site_id', 'text', (column) => column.notNull())
    .addColumn('chat_id', 'text', (column) => column.notNull())
    .addColumn('sealed', 'text', (column) => column.notNull())
    .addColumn('left_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('sealed_contacts_key', ['site_id', 'chat_id'])
    .addForeignKeyConstraint(
      'sealed_contacts_chat',
      ['site_id', 'chat_id'],
      'chats',
      ['site_id', 'chat_id'],
      (reference) => reference.onDelete('cascade'),
    )
    .execute();
}

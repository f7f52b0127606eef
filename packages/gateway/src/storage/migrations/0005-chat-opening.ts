import type { Kysely } from 'kysely';
import type { Migration } from './migration.ts';

/** What checks brought about before a chat: kind, department, language, answers, the prompt that was answered. */
export const chatOpeningColumns: Migration = { version: 5, up };

async function up({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .alterTable('chats')
    .addColumn('kind', 'text', (column) => column.notNull().defaultTo('chat'))
    .execute();
  await schema
    .alterTable('chats')
    .addColumn('answers', 'text', (column) => column.notNull().defaultTo('[]'))
    .execute();
  for (const column of ['department', 'language', 'prompted_by']) {
    await schema.alterTable('chats').addColumn(column, 'text').execute();
  }
}

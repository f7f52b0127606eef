import { type Kysely, sql } from 'kysely';
import type { Migration } from './migration.ts';

export const firstTables: Migration = { version: 1, up };

async function up({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('sites')
    .addColumn('site_id', 'text', (column) => column.primaryKey())
    .addColumn('site_key', 'text', (column) => column.notNull().unique())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('allowed_origins', 'text', (column) => column.notNull())
    .addColumn('appearance', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute();

  await schema
    .createTable('chats')
    .addColumn('site_id', 'text', (column) => column.notNull().references('sites.site_id'))
    .addColumn('chat_id', 'text', (column) => column.notNull())
    .addColumn('capability_hash', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('agent_id', 'text')
    .addColumn('visitor_name', 'text')
    .addColumn('page_url', 'text', (column) => column.notNull())
    .addColumn('page_title', 'text', (column) => column.notNull())
    .addColumn('country', 'text')
    .addColumn('browser', 'text', (column) => column.notNull())
    .addColumn('opened_at', 'bigint', (column) => column.notNull())
    .addColumn('ended_at', 'bigint')
    .addColumn('read_by_visitor_seq', 'integer', (column) => column.notNull())
    .addColumn('read_by_agent_seq', 'integer', (column) => column.notNull())
    .addColumn('public_seq', 'integer', (column) => column.notNull())
    .addColumn('team_seq', 'integer', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('chats_key', ['site_id', 'chat_id'])
    .addUniqueConstraint('chats_capability', ['site_id', 'capability_hash'])
    .execute();
  await schema
    .createIndex('chats_open')
    .on('chats')
    .columns(['site_id', 'opened_at'])
    .where(sql.ref('state'), '<>', sql.lit('ended'))
    .execute();

  await schema
    .createTable('messages')
    .addColumn('site_id', 'text', (column) => column.notNull())
    .addColumn('chat_id', 'text', (column) => column.notNull())
    .addColumn('audience', 'text', (column) => column.notNull())
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('message_id', 'text', (column) => column.notNull())
    .addColumn('sender', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('sent_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addUniqueConstraint('messages_stream', ['site_id', 'chat_id', 'audience', 'seq'])
    .addUniqueConstraint('messages_name', ['site_id', 'chat_id', 'sender', 'message_id'])
    .addForeignKeyConstraint('messages_chat', ['site_id', 'chat_id'], 'chats', ['site_id', 'chat_id'], (reference) =>
      reference.onDelete('cascade'),
    )
    .execute();

  await schema
    .createTable('agents')
    .addColumn('agent_id', 'text', (column) => column.primaryKey())
    .addColumn('email', 'text', (column) => column.notNull().unique())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('stretch', 'text', (column) => column.notNull())
    .addColumn('auth_key_hash', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute();

  await schema
    .createTable('memberships')
    .addColumn('site_id', 'text', (column) => column.notNull())
    .addColumn('agent_id', 'text', (column) => column.notNull().references('agents.agent_id').onDelete('cascade'))
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('memberships_key', ['site_id', 'agent_id'])
    .execute();

  await schema
    .createTable('invitations')
    .addColumn('token_hash', 'text', (column) => column.primaryKey())
    .addColumn('site_id', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('email', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute();

  await schema
    .createTable('agent_sessions')
    .addColumn('token_hash', 'text', (column) => column.primaryKey())
    .addColumn('agent_id', 'text', (column) => column.notNull().references('agents.agent_id').onDelete('cascade'))
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('last_seen_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute();
}

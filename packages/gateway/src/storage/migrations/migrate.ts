import type { Kysely } from 'kysely';
import type { Queries } from '../operations/tables.ts';
import { migrations } from './index.ts';

/** What stands in the way of a migration, to be told with the database's name. */
export type Obstacle = { readonly obstacle: string };

/**
 * Brings a database up to date, forward only. The caller holds the lock and the transaction around it.
 * @param epochOfNew for a database that is new: the first epoch of its life.
 */
export async function migrate(
  database: Kysely<unknown>,
  queries: Queries,
  epochOfNew: string,
): Promise<{ readonly epoch: string } | Obstacle> {
  const tables = (await database.introspection.getTables()).map(({ name }) => name);
  const isNew = tables.length === 0;
  if (!isNew && !tables.includes('meta')) return { obstacle: 'belongs to another program: name another file' };
  if (isNew) await createMeta(database, queries, epochOfNew);

  const version = Number(await readMeta(queries, 'schema_version'));
  const newest = migrations.at(-1)?.version ?? 0;
  if (version > newest) {
    return {
      obstacle: `was written by a newer release (schema ${version}; this one knows up to ${newest}): start that release, or restore a backup`,
    };
  }
  for (const { version: next, up } of migrations) {
    if (next <= version) continue;
    await up(database);
    await queries
      .updateTable('meta')
      .set({ value: String(next) })
      .where('name', '=', 'schema_version')
      .execute();
  }
  return { epoch: await readMeta(queries, 'epoch') };
}

async function createMeta(database: Kysely<unknown>, queries: Queries, epoch: string): Promise<void> {
  await database.schema
    .createTable('meta')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute();
  await queries
    .insertInto('meta')
    .values([
      { name: 'schema_version', value: '0' },
      { name: 'epoch', value: epoch },
    ])
    .execute();
}

async function readMeta(queries: Queries, name: 'schema_version' | 'epoch'): Promise<string> {
  const { value } = await queries.selectFrom('meta').select('value').where('name', '=', name).executeTakeFirstOrThrow();
  return value;
}

import { DatabaseSync } from 'node:sqlite';
import { bookkeepingTables, gatewayRegister } from '@handlr/privacy';
import { beforeEach, describe, expect, it } from 'vitest';
import { createSqliteStore } from '../../packages/gateway/src/storage/index.ts';
import { useTemporaryFolder } from '../contracts/temporary-folder.ts';

const { newFile } = useTemporaryFolder();

/** `table.column` of all that the register allows on the gateway. */
const registered = Object.values(gatewayRegister).flatMap(({ medium, fields }) =>
  medium.kind === 'table'
    ? [...Object.keys(fields), ...medium.storeColumns].map((field) => `${medium.table}.${snakeCase(field)}`)
    : [],
);

function snakeCase(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Whatever can hold a value: columns of tables and views, hidden and generated ones too. */
function columnsOf(database: DatabaseSync): string[] {
  const columns = database.prepare(`
    SELECT tables.name || '.' || columns.name AS name
    FROM sqlite_schema AS tables, pragma_table_xinfo(tables.name) AS columns
    WHERE tables.type IN ('table', 'view') AND tables.name NOT LIKE 'sqlite~_%' ESCAPE '~'`);
  return columns.all().map(({ name }) => String(name));
}

function compare(database: DatabaseSync) {
  const present = columnsOf(database).filter((name) => !bookkeepingTables.includes(name.split('.')[0] ?? ''));
  return {
    unregistered: present.filter((name) => !registered.includes(name)),
    missing: registered.filter((name) => !present.includes(name)),
  };
}

describe('the database of a gateway', () => {
  let database: DatabaseSync;
  beforeEach(async () => {
    const file = newFile();
    await (await createSqliteStore({ file, onWriter: 'inline' })).close();
    database = new DatabaseSync(file);
    return () => database.close();
  });

  it('has the tables and columns that the register names, and no other', () => {
    expect(registered.length).toBeGreaterThan(40);
    expect(compare(database)).toEqual({ unregistered: [], missing: [] });
  });

  it.each([
    ['a column', 'ALTER TABLE chats ADD COLUMN ip_address TEXT', 'chats.ip_address'],
    ['a generated column', 'ALTER TABLE messages ADD COLUMN copy TEXT AS (body)', 'messages.copy'],
    ['a table', 'CREATE TABLE people (token TEXT)', 'people.token'],
    ['a view', 'CREATE VIEW transcripts AS SELECT body FROM messages', 'transcripts.body'],
    ['a full-text table', 'CREATE VIRTUAL TABLE words USING fts5 (body)', 'words.body'],
  ])('would be caught with %s that is not in the register', (_, plant, name) => {
    database.exec(plant);
    expect(compare(database).unregistered).toContain(name);
    expect(compare(database).missing).toEqual([]);
  });

  it('would be caught without one that is', () => {
    database.exec('ALTER TABLE chats DROP COLUMN browser; DROP TABLE invitations');
    const { unregistered, missing } = compare(database);
    expect(unregistered).toEqual([]);
    expect(missing).toContain('chats.browser');
    expect(missing).toContain('invitations.token_hash');
  });

  it('keeps for itself nothing but its version and its epoch', () => {
    expect(bookkeepingTables).toEqual(['meta']);
    expect(columnsOf(database).filter((name) => name.startsWith('meta.'))).toEqual(['meta.name', 'meta.value']);
    const names = database.prepare('SELECT name FROM meta ORDER BY name').all();
    expect(names.map(({ name }) => name)).toEqual(['epoch', 'schema_version']);
  });

  it('begins every key of visitors’ data with the site', () => {
    const keys = database.prepare(`
      SELECT tables.name || ': ' || keys.name AS name, columns.name AS first
      FROM sqlite_schema AS tables, pragma_index_list(tables.name) AS keys, pragma_index_info(keys.name) AS columns
      WHERE tables.name IN ('chats', 'messages', 'memberships', 'chat_consents', 'visitor_consents', 'visitors', 'visitor_chats', 'visitor_pages') AND columns.seqno = 0`);
    const found = keys.all();
    expect(found.length).toBeGreaterThanOrEqual(12);
    expect(found.filter(({ first }) => first !== 'site_id')).toEqual([]);
  });
});

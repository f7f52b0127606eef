import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createSqliteStore, StorageFileError } from '../../packages/gateway/src/storage/index.ts';
import { useTemporaryFolder } from './temporary-folder.ts';

const { folder, newFile } = useTemporaryFolder();
const pageSize = 4096;

async function refusal(file: string): Promise<string> {
  const error: unknown = await createSqliteStore({ file, onWriter: 'inline' }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(StorageFileError);
  return error instanceof StorageFileError ? error.message : '';
}

describe('a file that cannot be the database', () => {
  it('says so of a folder that is not there', async () => {
    const file = join(folder, 'nowhere', 'handlr.db');
    expect(await refusal(file)).toContain(`${file} cannot be written`);
    expect(existsSync(file)).toBe(false);
  });

  it('says so of a folder where the file should be', async () => {
    const file = join(folder, 'a-folder.db');
    mkdirSync(file);
    expect(await refusal(file)).toContain('cannot be written (EISDIR');
  });

  it('says so of something else', async () => {
    const file = newFile();
    writeFileSync(file, 'Dear diary, '.repeat(1_000));
    expect(await refusal(file)).toContain('is not a database');
  });

  it('says so of a database that is damaged', async () => {
    const file = newFile();
    await (await createSqliteStore({ file, onWriter: 'inline' })).close();
    const bytes = readFileSync(file);
    bytes.fill('x', pageSize);
    writeFileSync(file, bytes);
    expect(await refusal(file)).toContain('is damaged: restore a backup');
  });

  it('says so of another program’s database, and leaves it alone', async () => {
    const file = newFile();
    const database = new DatabaseSync(file);
    database.exec('CREATE TABLE recipes (title TEXT)');
    expect(await refusal(file)).toContain('belongs to another program');
    expect(database.prepare('SELECT name FROM sqlite_schema').all()).toHaveLength(1);
    database.close();
  });

  it('refuses a newer release’s database, and leaves it alone', async () => {
    const file = newFile();
    await (await createSqliteStore({ file, onWriter: 'inline' })).close();
    const database = new DatabaseSync(file);
    database.exec("UPDATE meta SET value = '999' WHERE name = 'schema_version'");
    expect(await refusal(file)).toMatch(/newer release \(schema 999; this one knows up to \d+\)/);
    expect(database.prepare("SELECT value FROM meta WHERE name = 'schema_version'").get()).toEqual({ value: '999' });
    database.close();
  });
});

describe('a new database', () => {
  it('has one epoch, however many programs make it at once', async () => {
    const file = newFile();
    const epochs = await Promise.all(Array.from({ length: 3 }, () => openElsewhere(file)));
    const store = await createSqliteStore({ file, onWriter: 'inline' });
    expect(epochs).toEqual([store.epoch, store.epoch, store.epoch]);
    await store.close();
  });
});

/** Opens the store in a process of its own; answers the epoch that it found there. */
async function openElsewhere(file: string): Promise<string> {
  const script = join(import.meta.dirname, 'print-epoch.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [script, file]);
  return stdout.trim();
}

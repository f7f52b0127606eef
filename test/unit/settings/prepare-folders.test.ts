import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { prepareFolders, StartError } from '../../../packages/gateway/src/settings/index.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'handlr-settings-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('both are made, for their owner alone, and nothing is left in them', async () => {
  const folders = { dataDir: join(folder, 'a/data'), keyDir: join(folder, 'a/keys') };
  await prepareFolders(folders);
  await prepareFolders(folders);
  for (const path of Object.values(folders)) {
    expect((await stat(path)).mode & 0o777).toBe(0o700);
    expect(await readdir(path)).toEqual([]);
  }
});

test('a key folder that others may enter is closed; the data folder is left as it is', async () => {
  const folders = { dataDir: join(folder, 'data'), keyDir: join(folder, 'keys') };
  for (const path of Object.values(folders)) {
    await mkdir(path);
    await chmod(path, 0o755);
  }
  await prepareFolders(folders);
  expect((await stat(folders.keyDir)).mode & 0o777).toBe(0o700);
  expect((await stat(folders.dataDir)).mode & 0o777).toBe(0o755);
});

test.each(['dataDir', 'keyDir'])('a %s that cannot be is named, with what to do', async (which) => {
  const file = join(folder, 'file');
  await writeFile(file, '');
  for (const bad of [file, join(file, 'below')]) {
    const failure: unknown = await prepareFolders({
      dataDir: join(folder, 'data'),
      keyDir: join(folder, 'keys'),
      [which]: bad,
    }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StartError);
    expect(String(failure)).toContain(`The folder ${bad} cannot be written: `);
    expect(String(failure)).toContain(which === 'dataDir' ? 'HANDLR_DATA_DIR' : 'HANDLR_KEY_DIR');
  }
});

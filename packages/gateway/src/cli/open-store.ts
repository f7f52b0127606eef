import { join } from 'node:path';
import { prepareFolders, readSettings, type Settings } from '../settings/index.ts';
import { createSqliteStore } from '../storage/index.ts';
import { systemRandom as random } from '../system.ts';
import { createSiteKeys } from '../visitor-email/index.ts';
import type { CommandContext, Opened } from './command.ts';

/** Runs a short command on the store. A gateway may be running beside it: the database takes turns. */
export async function withStore<Value>(
  { env }: Pick<CommandContext, 'env'>,
  run: (opened: Opened) => Promise<Value>,
): Promise<Value> {
  const settings = readSettings(env);
  await prepareFolders(settings);
  const store = await createSqliteStore({ file: databaseFile(settings), onWriter: 'inline' });
  try {
    const siteKeys = createSiteKeys({ keyDir: settings.keyDir, random });
    return await run({ store, settings, publicUrl: expectedPublicUrl(settings), siteKeys });
  } finally {
    await store.close();
  }
}

export function databaseFile({ dataDir }: Settings): string {
  return join(dataDir, 'handlr.db');
}

/** Where a gateway of these settings is reached. */
export function expectedPublicUrl({ publicUrl, port }: Pick<Settings, 'publicUrl' | 'port'>): string {
  return publicUrl ?? `http://localhost:${port}`;
}

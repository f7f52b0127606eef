import { randomUUID } from 'node:crypto';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from './read-settings.ts';
import { StartError } from './start-error.ts';

/** For the owner alone. */
const privateMode = 0o700;

/**
 * Makes the data and key folders where they are missing, for their owner alone, and proves that files can be written there.
 * A key folder that others may enter is closed to them.
 * @throws StartError that names the folder and says what to do.
 */
export async function prepareFolders({ dataDir, keyDir }: Pick<Settings, 'dataDir' | 'keyDir'>): Promise<void> {
  await prepare('HANDLR_DATA_DIR', dataDir);
  await prepare('HANDLR_KEY_DIR', keyDir);
  await chmod(keyDir, privateMode);
}

async function prepare(setting: string, folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: privateMode });
    const probe = join(folder, `.write-test-${randomUUID()}`);
    await writeFile(probe, '');
    await rm(probe);
  } catch (error) {
    throw new StartError(
      `The folder ${folder} cannot be written${reason(error)}. Give this user the right to write there, or set ${setting} to another folder.`,
    );
  }
}

function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known: Readonly<Record<string, string>> = {
    EACCES: ': permission is denied',
    EPERM: ': permission is denied',
    EROFS: ': it is on a read-only disk',
    ENOSPC: ': the disk is full',
    ENOTDIR: ': a part of its path is a file',
    EEXIST: ': it is a file',
  };
  return known[code] ?? (code === '' ? '' : ` (${code})`);
}

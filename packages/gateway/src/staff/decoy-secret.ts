import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const secretBytes = 32;

/** The key behind the answers for accounts that do not exist: made once, in the key folder, so that a restart changes no answer. */
export async function readDecoySecret(keyFolder: string): Promise<Uint8Array> {
  const file = join(keyFolder, 'decoy-salts.key');
  // Exclusive, so that of two processes that start at once only one makes it.
  await writeFile(file, randomBytes(secretBytes), { mode: 0o600, flag: 'wx' }).catch(ignoreExisting);
  return readFile(file);
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

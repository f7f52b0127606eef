import { randomBytes } from 'node:crypto';
import { chmod, mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** One key of an epoch: of a site, or with null the epoch's own secret. */
export type KeyFile = { readonly siteId: string | null; readonly epoch: number; readonly bytes: Uint8Array };
type Name = Pick<KeyFile, 'siteId' | 'epoch'>;

export const keyBytes = 32;
const folderName = 'bans';
const named = /^(\d+)(?:\.([\w-]{22}))?\.key$/;

/** The part of the key folder that bans have: `bans/<epoch>.key` and `bans/<epoch>.<site>.key`, for its owner alone. */
export async function openKeyFolder(keyFolder: string) {
  const folder = join(keyFolder, folderName);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);

  return {
    async read(): Promise<readonly KeyFile[]> {
      const files: KeyFile[] = [];
      for (const name of await readdir(folder)) {
        const [, epoch, siteId] = named.exec(name) ?? [];
        if (epoch === undefined) continue;
        const bytes = await readFile(join(folder, name));
        // A gateway that was killed while it wrote one had not banned anybody with it yet.
        if (bytes.length === keyBytes) files.push({ siteId: siteId ?? null, epoch: Number(epoch), bytes });
        else await rm(join(folder, name), { force: true });
      }
      return files;
    },

    /** Durable when it answers. What is there stays: a key is never changed. */
    async write({ bytes, ...name }: KeyFile): Promise<void> {
      const file = await open(pathOf(name), 'wx', 0o600).catch(nullIfThere);
      if (file === null) return;
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await syncFolder(folder);
    },

    /** Overwritten before it goes, as far as a disk lets one. */
    async remove(name: Name): Promise<void> {
      const file = await open(pathOf(name), 'r+').catch(nullIfGone);
      if (file === null) return;
      try {
        await file.write(randomBytes((await file.stat()).size), 0, undefined, 0);
        await file.sync();
      } finally {
        await file.close();
      }
      await rm(pathOf(name), { force: true });
      await syncFolder(folder);
    },
  };

  function pathOf({ siteId, epoch }: Name): string {
    return join(folder, siteId === null ? `${epoch}.key` : `${epoch}.${siteId}.key`);
  }
}

/** A name that came or went is durable only with its folder. */
async function syncFolder(folder: string): Promise<void> {
  // Windows has no such thing.
  if (process.platform === 'win32') return;
  const opened = await open(folder, 'r');
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}

function nullIfThere(error: NodeJS.ErrnoException): null {
  if (error.code === 'EEXIST') return null;
  throw error;
}

function nullIfGone(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}

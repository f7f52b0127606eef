import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

// The lock stands for all of node_modules.
const inputs = ['packages', 'package-lock.json', 'rollup.config.mjs'];
const notBundled = /^packages\/(gateway\/|[^/]+\/docs\/)|(^|\/)(node_modules|dist)(\/|$)/;

/** A hash of everything that the build may read, in names and contents. */
export async function hashSources(root: string): Promise<string> {
  const hash = createHash('sha256');
  for (const input of inputs) {
    for (const path of await filesUnder(root, input)) {
      hash
        .update(path)
        .update('\0')
        .update(await readFile(join(root, path)))
        .update('\0');
    }
  }
  return hash.digest('base64url');
}

async function filesUnder(root: string, path: string): Promise<string[]> {
  if (notBundled.test(path) || notBundled.test(`${path}/`) || !existsSync(join(root, path))) return [];
  const entries = await readdir(join(root, path), { withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) return [path];
  const nested = await Promise.all(entries.map(({ name }) => filesUnder(root, `${path}/${name}`)));
  return nested.flat().sort();
}

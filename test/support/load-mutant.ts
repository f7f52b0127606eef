import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What stands in the source, and what would stand there after a slip of the pen. */
export type Slip = { readonly from: string; readonly to: string };

/**
 * A module that imports nothing, with a slip in it; without one, as it is.
 *
 * @throws Error when the source does not say, exactly once, what the slip changes
 */
export async function loadMutant<Module>(source: string, slip?: Slip): Promise<Module> {
  const text = await readFile(source, 'utf8');
  if (slip !== undefined && text.split(slip.from).length !== 2) throw new Error(`Not once in it: ${slip.from}`);
  const folder = await mkdtemp(join(import.meta.dirname, 'mutant-'));
  try {
    const path = join(folder, basename(source));
    await writeFile(path, slip === undefined ? text : text.replace(slip.from, () => slip.to));
    const module: Module = await import(pathToFileURL(path).href);
    return module;
  } finally {
    await rm(folder, { recursive: true });
  }
}

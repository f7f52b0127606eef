import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** One slip of the pen: what stands in the source, and what would stand there. */
export type Mutant = readonly [rule: string, from: string, to: string];

/** Loads a module of a core with a slip in it; the modules beside it are those of the tree. */
export async function loadMutant<Module extends object>(
  file: string,
  [, from, to]: Mutant,
  beside: string,
): Promise<Module> {
  const source = await readFile(file, 'utf8');
  if (!source.includes(from)) throw new Error(`${basename(file)} has no "${from}"`);
  // Beside the tests, so that the packages that it imports are found.
  const folder = await mkdtemp(join(beside, 'mutant-'));
  try {
    const text = source
      .replace(from, to)
      .replaceAll(/from '\.\/([^']+)'/g, (_all, name) => `from '${pathToFileURL(join(dirname(file), name)).href}'`);
    const path = join(folder, basename(file));
    await writeFile(path, text);
    return await import(pathToFileURL(path).href);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Names of the invariants that a core breaks. */
export function brokenBy<Core>(invariants: Readonly<Record<string, (core: Core) => void>>, core: Core): string[] {
  return Object.entries(invariants).flatMap(([name, holds]) => {
    try {
      holds(core);
      return [];
    } catch {
      return [name];
    }
  });
}

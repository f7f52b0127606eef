import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** One slip of the pen: what stands once in a file of the core, and what would stand there. */
export type Slip = { readonly file: string; readonly from: string; readonly to: string };

/**
 * What the modules of a folder export, with a slip in one of them; without one, as they are. What they import from beyond the folder
 * is the tree's.
 *
 * @throws Error when that file does not say what the slip changes
 */
export async function loadMutant<Core extends object>(sources: string, slip?: Slip): Promise<Core> {
  const files = (await readdir(sources)).filter((name) => name.endsWith('.ts'));
  // Within the tests, so that the packages that they import are found.
  const folder = await mkdtemp(join(import.meta.dirname, 'mutant-'));
  try {
    for (const file of files) {
      const text = slipped(await readFile(join(sources, file), 'utf8'), file, slip);
      await writeFile(join(folder, file), fromTheTree(text, sources));
    }
    const modules: object[] = await Promise.all(files.map((file) => import(pathToFileURL(join(folder, file)).href)));
    const core: Core = Object.assign({}, ...modules);
    return core;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The rules of those invariants that a core breaks: the words with which their names begin. */
export function rulesBrokenBy<Core>(invariants: Readonly<Record<string, (core: Core) => void>>, core: Core): string[] {
  return Object.entries(invariants).flatMap(([name, holds]) => {
    try {
      holds(core);
      return [];
    } catch {
      return [name.split(' ')[0] ?? name];
    }
  });
}

function slipped(text: string, file: string, slip?: Slip): string {
  if (slip?.file !== file) return text;
  if (!text.includes(slip.from)) throw new Error(`${file} has no "${slip.from}"`);
  return text.replace(slip.from, () => slip.to);
}

function fromTheTree(text: string, sources: string): string {
  return text.replaceAll(
    /from '(\.\.\/[^']+)'/g,
    (_all, path: string) => `from '${pathToFileURL(join(sources, path)).href}'`,
  );
}

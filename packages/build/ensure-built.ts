import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { rollup } from 'rollup';
import { type Chunk, type Manifest, writeManifest } from './manifest.ts';
import { hashSources } from './source-hash.ts';
import { type Bundle, createTargets, type TargetName, targetNames } from './targets.ts';

const repository = join(import.meta.dirname, '../..');

/**
 * Builds `dist/<target>` where it is missing or older than its sources, and says which targets it built. A folder is swapped in
 * whole, so a gateway that serves it never sees half of one; two builds at a time waste work, no more.
 * @throws Error when an entry is missing, or on whatever stops the bundler.
 */
export async function ensureBuilt(
  targets: readonly TargetName[] = targetNames,
  root = repository,
): Promise<TargetName[]> {
  const sources = await hashSources(root);
  const built: TargetName[] = [];
  for (const target of targets) {
    if ((await readManifest(root, target))?.sources === sources) continue;
    await build(target, sources, root);
    built.push(target);
  }
  return built;
}

/** The manifest of what was built last, or undefined before the first build. */
export async function readManifest(root: string, target: TargetName): Promise<Manifest | undefined> {
  const text = await readFile(join(root, 'dist', target, 'manifest.json'), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : JSON.parse(text);
}

async function build(target: TargetName, sources: string, root: string): Promise<void> {
  const bundles = createTargets(root)[target];
  for (const { input } of bundles) for (const path of Object.values(input)) requireEntry(root, path);
  await mkdir(join(root, 'dist'), { recursive: true });
  const folder = await mkdtemp(join(root, 'dist', `.${target}-`));
  try {
    const chunks: Chunk[] = [];
    for (const bundle of bundles) chunks.push(...(await writeBundle(bundle, folder)));
    await writeManifest(folder, sources, chunks);
    await chmod(folder, 0o755);
    await swapIn(folder, join(root, 'dist', target));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function requireEntry(root: string, path: string): void {
  if (!existsSync(path)) throw new Error(`${relative(root, path)} is missing; the build begins there`);
}

async function writeBundle({ output: options, ...input }: Bundle, folder: string): Promise<Chunk[]> {
  const bundle = await rollup({
    ...input,
    onLog(_level, { message }) {
      throw new Error(message);
    },
  });
  const { output } = await bundle.write({ ...options, dir: folder });
  await bundle.close();
  return output
    .filter((file) => file.type === 'chunk')
    .map(({ fileName, imports, isEntry, name }) => ({ fileName, imports, ...(isEntry && { entry: name }) }));
}

async function swapIn(fresh: string, place: string): Promise<void> {
  const old = `${fresh}-old`;
  try {
    if (existsSync(place)) await rename(place, old);
    await rename(fresh, place);
  } catch (error) {
    // Another build of the same sources was a moment faster.
    if (!existsSync(join(place, 'manifest.json'))) throw error;
  } finally {
    await rm(old, { recursive: true, force: true });
  }
}

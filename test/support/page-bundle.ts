import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rollup } from 'rollup';
import { createTargets } from '../../packages/build/targets.ts';

const root = join(import.meta.dirname, '../..');

/** A module as the widget's build makes it, for Node to import. */
export async function bundleAsForPages<Module>(path: string): Promise<Module> {
  const bundle = createTargets(root).widget.find(({ output }) => output.format === 'es');
  if (bundle === undefined) throw new Error('The widget has no bundle of modules');
  const dir = await mkdtemp(join(tmpdir(), 'handlr-bundle-'));
  const built = await rollup({ ...bundle, input: { module: join(root, path) } });
  const { output } = await built.write({ ...bundle.output, dir, entryFileNames: 'module.mjs' });
  await built.close();
  return import(pathToFileURL(join(dir, output[0].fileName)).href);
}

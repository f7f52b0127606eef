import { createHash } from 'node:crypto';
import { basename, dirname } from 'node:path';
import { build } from 'esbuild';
import type { Plugin, PluginContext } from 'rollup';
import { cssTargets } from './css-targets.ts';

/** For pages: gathers every imported `.css`, in the order of the imports, into one hashed file, its fonts hashed beside it. */
export function cssFile(name: string): Plugin {
  return {
    name: 'css-file',
    load(id) {
      // The package says that it has no side effects, which is true of its code; a style is one.
      return id.endsWith('.css')
        ? { code: 'export {};', map: { mappings: '' }, moduleSideEffects: 'no-treeshake' }
        : null;
    },
    async generateBundle() {
      const sheets = importedSheets(this);
      if (sheets.length === 0) return;
      for (const { path, contents } of await bundle(sheets)) {
        const isSheet = path.endsWith('.css');
        const hash = createHash('sha256').update(contents).digest('base64url').slice(0, 8);
        this.emitFile({ type: 'asset', fileName: isSheet ? `${name}-${hash}.css` : basename(path), source: contents });
      }
    },
  };
}

function importedSheets(context: PluginContext): string[] {
  const seen = new Set<string>();
  const visit = (id: string): void => {
    if (seen.has(id)) return;
    seen.add(id);
    const { importedIds = [], dynamicallyImportedIds = [] } = context.getModuleInfo(id) ?? {};
    const before = [...importedIds, ...dynamicallyImportedIds];
    before.forEach(visit);
    ordered.push(id);
  };
  const ordered: string[] = [];
  for (const id of context.getModuleIds()) if (context.getModuleInfo(id)?.isEntry) visit(id);
  return ordered.filter((id) => id.endsWith('.css'));
}

async function bundle(sheets: readonly string[]) {
  const { outputFiles } = await build({
    stdin: {
      contents: sheets.map((path) => `@import ${JSON.stringify(path)};`).join('\n'),
      loader: 'css',
      resolveDir: dirname(sheets[0] ?? '.'),
    },
    bundle: true,
    minify: true,
    write: false,
    outdir: 'out',
    target: cssTargets,
    loader: { '.woff2': 'file', '.svg': 'file', '.png': 'file' },
    assetNames: '[name]-[hash]',
    logLevel: 'silent',
  });
  return outputFiles;
}

import { readFile } from 'node:fs/promises';
import type { OutputBundle, Plugin } from 'rollup';

/**
 * Emits `index.html` from its source: the entry's path in it becomes the hashed chunk's, and its style sheets and static imports
 * are linked from the head. Links stay relative, so that a `<base>` decides where the page lives.
 */
export function htmlPage(source: string, entry: string): Plugin {
  return {
    name: 'html-page',
    buildStart() {
      this.addWatchFile(source);
    },
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        const page = await readFile(source, 'utf8');
        const chunk = Object.values(bundle).find(
          (file) => file.type === 'chunk' && file.isEntry && file.facadeModuleId?.endsWith(`/${entry}`),
        );
        if (chunk?.type !== 'chunk' || !page.includes(`./${entry}`)) this.error(`${source} does not load ./${entry}`);
        const links = [
          ...sheets(bundle),
          ...chunk.imports.map((name) => `<link rel="modulepreload" href="./${name}">`),
        ];
        const html = page
          .replaceAll(`./${entry}`, `./${chunk.fileName}`)
          .replace('</head>', `${links.join('')}</head>`);
        this.emitFile({ type: 'asset', fileName: 'index.html', source: html });
      },
    },
  };
}

function sheets(bundle: OutputBundle): string[] {
  return Object.keys(bundle)
    .filter((name) => name.endsWith('.css'))
    .map((name) => `<link rel="stylesheet" href="./${name}">`);
}

import { readFile } from 'node:fs/promises';
import { transform } from 'esbuild';
import type { Plugin } from 'rollup';
import { cssTargets } from './css-targets.ts';

/**
 * For shadow roots: `import sheet from './box.css'` gives a function that returns one constructed style sheet, made when first
 * asked for. A page whose policy forbids inline styles allows these.
 */
export function cssSheet(): Plugin {
  return {
    name: 'css-sheet',
    async load(id) {
      if (!id.endsWith('.css')) return null;
      this.addWatchFile(id);
      const { code } = await transform(await readFile(id, 'utf8'), { loader: 'css', minify: true, target: cssTargets });
      return {
        code: [
          'let sheet;',
          'export default () => {',
          '  if (!sheet) {',
          '    sheet = new CSSStyleSheet();',
          `    sheet.replaceSync(${JSON.stringify(code.trim())});`,
          '  }',
          '  return sheet;',
          '};',
        ].join('\n'),
        map: { mappings: '' },
        moduleSideEffects: false,
      };
    },
  };
}

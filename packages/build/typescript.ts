import { transform } from 'esbuild';
import type { Plugin } from 'rollup';

/** Strips types and turns TSX into calls of Preact's automatic runtime. */
export function typescript(): Plugin {
  return {
    name: 'typescript',
    async transform(code, id) {
      if (!/\.tsx?$/.test(id)) return null;
      const { code: script, map } = await transform(code, {
        loader: id.endsWith('x') ? 'tsx' : 'ts',
        target: 'es2022',
        sourcemap: true,
        sourcefile: id,
        jsx: 'automatic',
        jsxImportSource: 'preact',
        tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
      });
      return { code: script, map };
    },
  };
}

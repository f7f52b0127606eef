import type { Plugin } from 'rollup';
import { minify as terser } from 'terser';

/** Minifies each chunk. */
export function minify(): Plugin {
  return {
    name: 'minify',
    async renderChunk(code, _chunk, { format }) {
      const { code: short, map } = await terser(code, {
        ecma: 2020,
        module: format === 'es',
        toplevel: true,
        compress: { passes: 3, unsafe_arrows: true, unsafe_methods: true },
        format: { comments: false },
        sourceMap: true,
      });
      if (short === undefined) throw new Error('The minifier gave nothing back');
      return { code: short, map: typeof map === 'string' ? map : null };
    },
  };
}

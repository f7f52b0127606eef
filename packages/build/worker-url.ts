import { dirname, resolve } from 'node:path';
import type { Plugin } from 'rollup';

// The standard spelling, which other bundlers and the unbuilt source understand as well.
const workerUrl = /new URL\(\s*(['"])(\.[^'"]*-worker\.ts)\1,\s*import\.meta\.url,?\s*\)/g;

/** `new Worker(new URL('./stretch-worker.ts', import.meta.url), { type: 'module' })` makes the worker a chunk of its own. */
export function workerUrls(): Plugin {
  return {
    name: 'worker-urls',
    transform(code, id) {
      if (!id.includes('/packages/') || !code.includes('-worker.ts')) return null;
      const linked = code.replaceAll(workerUrl, (_text, _quote, path: string) => {
        const name = path.replace(/^.*\//, '').replace(/\.ts$/, '');
        const reference = this.emitFile({ type: 'chunk', id: resolve(dirname(id), path), name });
        return `new URL(import.meta.ROLLUP_FILE_URL_${reference})`;
      });
      return { code: linked, map: null };
    },
  };
}

import { join } from 'node:path';
import commonjs from '@rollup/plugin-commonjs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import type { OutputOptions, Plugin, RollupOptions } from 'rollup';
import { cssFile } from './css-file.ts';
import { cssSheet } from './css-sheet.ts';
import { htmlPage } from './html-page.ts';
import { minify } from './minify.ts';
import { production } from './production.ts';
import { slimSocket } from './slim-socket.ts';
import { slimVault } from './slim-vault.ts';
import { typescript } from './typescript.ts';
import { workerUrls } from './worker-url.ts';

export const targetNames = ['widget', 'console'] as const;
export type TargetName = (typeof targetNames)[number];
export type Bundle = Omit<RollupOptions, 'input' | 'output'> & {
  readonly input: Readonly<Record<string, string>>;
  readonly output: OutputOptions;
};

/** What goes to browsers, by folder of `dist`. */
export function createTargets(root: string): Record<TargetName, Bundle[]> {
  const source = (path: string): string => join(root, 'packages', path);
  const dist = (target: TargetName): string => join(root, 'dist', target);
  return {
    widget: [
      // A classic script under a fixed name: the gateway puts the site's configuration in front of it.
      ...[
        { loader: source('sdk/src/loader/main.ts') },
        // What listens to banners is put behind the loader of the sites that have one.
        { tcf: source('sdk/src/consent/banner/tcf.ts') },
        { 'consent-mode': source('sdk/src/consent/banner/consent-mode.ts') },
        // What looks at checks is put before the loader of the sites where some act before the box is opened.
        { 'before-opening': source('sdk/src/check-logic/before-opening.ts') },
      ].map((input) =>
        bundle(input, [], { dir: dist('widget'), format: 'iife', strict: false, entryFileNames: '[name].js' }),
      ),
      bundle(
        { widget: source('widget/src/main.ts') },
        [slimSocket({ polling: 'fetch', slimClient: true }), slimVault(), cssSheet()],
        { dir: dist('widget') },
      ),
    ],
    console: [
      bundle(
        { console: source('console/src/main.tsx') },
        [
          slimSocket({ polling: 'xhr', slimClient: false }),
          workerUrls(),
          cssFile('console'),
          htmlPage(source('console/src/index.html'), 'main.tsx'),
        ],
        { dir: dist('console') },
      ),
    ],
  };
}

function bundle(input: Readonly<Record<string, string>>, plugins: Plugin[], output: OutputOptions): Bundle {
  return {
    input,
    // Chunks that come later may ask the entry for what it has; else a second request would fetch all but its name.
    preserveEntrySignatures: 'allow-extension',
    plugins: [
      ...plugins,
      // Without these two, socket.io's debug build gets in.
      nodeResolve({ browser: true, exportConditions: ['production'], extensions: ['.mjs', '.js', '.ts', '.tsx'] }),
      commonjs({ include: /node_modules/ }),
      production(),
      typescript(),
    ],
    output: {
      format: 'es',
      sourcemap: true,
      entryFileNames: '[name]-[hash].js',
      chunkFileNames: '[name]-[hash].js',
      plugins: [minify()],
      ...output,
    },
  };
}

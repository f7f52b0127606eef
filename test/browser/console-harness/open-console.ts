import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import type { BrowserContextOptions, Browser } from 'playwright-core';
import { openPage, type OpenedPage } from '../../support/chromium.ts';

/** As the gateway sends it, so that what the policy forbids fails here too. */
export const consolePolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "require-trusted-types-for 'script'",
  'trusted-types handlr-worker',
].join('; ');

const origin = 'http://console.test';
const types: Readonly<Record<string, string>> = {
  html: 'text/html',
  js: 'text/javascript',
  css: 'text/css',
  woff2: 'font/woff2',
};

export function contentTypeOf(name: string): string {
  return types[name.split('.').at(-1) ?? ''] ?? 'text/plain';
}

export type Harness = { open(query: string, options?: BrowserContextOptions): Promise<OpenedPage> };

/** Bundles the console with its fake gateway once; pages get it without a server. */
export async function createHarness(browser: Browser): Promise<Harness> {
  const files = await bundle();
  return {
    async open(query, options = {}) {
      const opened = await openPage(browser, options);
      await opened.page.route(`${origin}/**`, (route) => {
        const name = new URL(route.request().url()).pathname.slice(1);
        if (name === '') {
          return route.fulfill({
            contentType: 'text/html',
            headers: { 'content-security-policy': consolePolicy },
            body: files.page,
          });
        }
        const body = files.assets.get(name);
        if (body === undefined) return route.fulfill({ status: 404, body: '' });
        return route.fulfill({ contentType: contentTypeOf(name), body });
      });
      await opened.page.goto(`${origin}/${query}`);
      return opened;
    },
  };
}

async function bundle(): Promise<{ page: string; assets: ReadonlyMap<string, Buffer> }> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'main.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    outdir: 'out',
    loader: { '.woff2': 'file' },
    assetNames: '[name]',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'silent',
  });
  const assets = new Map(outputFiles.map(({ path, contents }) => [basename(path), Buffer.from(contents)]));
  const source = await readFile(join(import.meta.dirname, '../../../packages/console/src/index.html'), 'utf8');
  const page = source
    .replace('./main.tsx', './main.js')
    .replace('</head>', '<link rel="stylesheet" href="./main.css"></head>');
  return { page, assets };
}

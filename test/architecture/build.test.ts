import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Manifest } from '../../packages/build/manifest.ts';
import { ensureBuilt, readManifest } from '../support/build.ts';
import { createTreeCopy, type TreeCopy } from '../support/tree-copy.ts';

const sources = {
  'packages/sdk/src/loader/main.ts': [
    "const place: { url: string } = { url: '/widget.js' };",
    "document.addEventListener('click', () => void import(place.url), { once: true });",
  ],
  'packages/widget/src/main.ts': [
    "import { render } from 'preact';",
    "import { Manager } from 'socket.io-client';",
    "import { Box } from './box.tsx';",
    "import sheet from './box.css';",
    "const root = document.createElement('div').attachShadow({ mode: 'open' });",
    'root.adoptedStyleSheets = [sheet()];',
    "const socket = new Manager(location.origin, { timeout: 1 }).socket('/visitor', { auth: {} });",
    "socket.on('message', (text: string) => render(Box({ text }), root));",
  ],
  'packages/widget/src/box.tsx': [
    'export function Box({ text }: { text: string }) {',
    "  void import('./emoji.ts');",
    '  return <p class="box">{text}</p>;',
    '}',
  ],
  'packages/widget/src/emoji.ts': ["export const smile = 'smile';"],
  'packages/widget/src/box.css': [':host { all: initial; }', '.box { margin-inline: 0px; }'],
  'packages/console/src/main.tsx': [
    "import './fonts.css';",
    "import './page.css';",
    "export const worker = new Worker(new URL('./stretch-worker.ts', import.meta.url), { type: 'module' });",
  ],
  'packages/console/src/fonts.css': [
    "@font-face { font-family: Inter; src: url('@fontsource-variable/inter/files/inter-latin-wght-normal.woff2'); }",
  ],
  'packages/console/src/page.css': ['body { & main { color: red; } }'],
  'packages/console/src/stretch-worker.ts': [
    "import { argon2id } from 'hash-wasm';",
    'self.onmessage = () => argon2id;',
  ],
  'packages/console/src/index.html': [
    '<!doctype html><html lang="en"><head><title>Console</title></head>',
    '<body><script type="module" src="./main.tsx"></script></body></html>',
  ],
};

let copy: TreeCopy;
let widget: Manifest;
let pages: Manifest;

beforeAll(async () => {
  copy = await createTreeCopy();
  for (const [path, lines] of Object.entries(sources)) await copy.write(path, lines.join('\n'));
  await ensureBuilt(undefined, copy.root);
  widget = await manifestOf('widget');
  pages = await manifestOf('console');
});

afterAll(() => copy[Symbol.asyncDispose]());

test('the loader is one classic script under a fixed name', async () => {
  expect(widget.entries['loader']).toBe('loader.js');
  const code = await read('widget', 'loader.js');
  // What stands in front and behind makes a function of it, which leaves nothing behind in the page.
  expect(code).not.toMatch(/^(?:import|export)\b|[;}](?:import|export)[ {*]/);
  expect(code).toContain('import(');
});

test('the widget is hashed chunks; what is imported late is not counted with what loads at once', () => {
  expect(widget.entries['widget']).toMatch(/^widget-[\w-]{8}\.js$/);
  expect(Object.keys(widget.files).some((name) => name.startsWith('emoji-'))).toBe(true);
  expect(widget.files[widget.entries['widget'] ?? '']?.imports.join()).not.toContain('emoji-');
});

test('the socket brings web sockets and polling without cookies, and neither web transport nor the debug build', async () => {
  const code = await read('widget', widget.entries['widget'] ?? '');
  const words = ['WebSocket', 'fetch(', 'XMLHttpRequest', 'WebTransport', 'process.env', 'encoding packet'];
  expect(words.filter((word) => code.includes(word))).toEqual(['WebSocket', 'fetch(']);
});

test('a style sheet of the widget is minified and constructed', async () => {
  const code = await read('widget', widget.entries['widget'] ?? '');
  const rules = ':host{all:initial}.box{margin-inline:0px}';
  expect(code.includes('new CSSStyleSheet') && code.includes(rules)).toBe(true);
});

test('the console page links one hashed style sheet and its fonts, and nothing inline', async () => {
  const names = Object.keys(pages.files);
  const [sheet = '', ...otherSheets] = names.filter((name) => name.endsWith('.css'));
  const font = names.find((name) => name.endsWith('.woff2')) ?? '';
  expect(otherSheets).toEqual([]);
  expect(font).toMatch(/^inter-latin-wght-normal-\w{8}\.woff2$/);
  expect(await read('console', sheet)).toContain(font);
  const html = await read('console', 'index.html');
  expect(html).toContain(`<link rel="stylesheet" href="./${sheet}">`);
  expect(html).toContain(`<script type="module" src="./${pages.entries['console']}">`);
  expect(html).not.toContain('<style');
});

test('the worker is a file of its own, and what it needs does not reach the page', async () => {
  const worker = Object.keys(pages.files).find((name) => name.startsWith('stretch-worker-')) ?? '';
  const main = await read('console', pages.entries['console'] ?? '');
  expect(main).toContain(worker);
  expect(main.length).toBeLessThan(1000);
  expect(await read('console', worker)).toContain('WebAssembly');
});

test('the manifest tells the truth about every file and its twins', async () => {
  for (const [target, { files }] of Object.entries({ widget, console: pages })) {
    for (const [name, { integrity, bytes }] of Object.entries(files)) {
      const content = await readFile(join(copy.root, 'dist', target, name));
      expect(integrity).toBe(`sha384-${createHash('sha384').update(content).digest('base64')}`);
      expect(bytes.raw).toBe(content.length);
      if (name.endsWith('.woff2')) continue;
      const brotli = await readFile(join(copy.root, 'dist', target, `${name}.br`));
      const gzip = await readFile(join(copy.root, 'dist', target, `${name}.gz`));
      expect({ ...bytes }).toEqual({ raw: content.length, gzip: gzip.length, brotli: brotli.length });
      expect(brotliDecompressSync(brotli).equals(content) && gunzipSync(gzip).equals(content)).toBe(true);
    }
  }
});

test('every script has a source map that knows no path of this machine', async () => {
  const folder = join(copy.root, 'dist/widget');
  for (const name of (await readdir(folder)).filter((file) => file.endsWith('.js'))) {
    const map = await readFile(join(folder, `${name}.map`), 'utf8');
    expect(map).not.toContain(copy.root);
  }
});

test('it builds when the sources changed, only then, and the same sources give the same bytes', async () => {
  expect(await ensureBuilt(undefined, copy.root)).toEqual([]);
  await copy.write('packages/widget/src/emoji.ts', "export const smile = 'grin';");
  expect(await ensureBuilt(['widget'], copy.root)).toEqual(['widget']);
  expect((await manifestOf('widget')).files).not.toEqual(widget.files);
  await copy.write('packages/widget/src/emoji.ts', sources['packages/widget/src/emoji.ts'].join('\n'));
  expect(await ensureBuilt(['widget'], copy.root)).toEqual(['widget']);
  expect(await manifestOf('widget')).toEqual(widget);
});

test('a missing entry is named', async () => {
  await using bare = await createTreeCopy();
  await bare.remove('packages/sdk/src/loader');
  await expect(ensureBuilt(['widget'], bare.root)).rejects.toThrow('packages/sdk/src/loader/main.ts is missing');
});

async function manifestOf(target: 'widget' | 'console'): Promise<Manifest> {
  const manifest = await readManifest(copy.root, target);
  if (manifest === undefined) throw new Error(`dist/${target} has no manifest`);
  return manifest;
}

function read(target: string, name: string): Promise<string> {
  return readFile(join(copy.root, 'dist', target, name), 'utf8');
}

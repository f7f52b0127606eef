import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { ensureBuilt } from '../../../packages/build/ensure-built.ts';
import { listenAnywhere } from '../../support/listen.ts';

const repository = join(import.meta.dirname, '../../..');
const command = [join(repository, 'packages/gateway/src/main.ts'), 'start'];
const demonstration = [join(repository, 'examples/client-site/start.ts')];

let folder: string;
let running: Set<ChildProcess>;

beforeAll(() => ensureBuilt(), 120_000);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'handlr-start-'));
  running = new Set();
});
afterEach(async () => {
  for (const child of running) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

function run(args: readonly string[], env: Record<string, string> = {}) {
  const folders = { HANDLR_DATA_DIR: join(folder, 'data'), HANDLR_KEY_DIR: join(folder, 'keys') };
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env['PATH'], PORT: '0', ...folders, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let printed = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      for (const listener of listeners) listener();
    });
  }
  const ended = once(child, 'close').then(([code]: unknown[]) => {
    running.delete(child);
    return code;
  });
  const says = (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = pattern.exec(printed);
        if (found) resolve(found);
      };
      listeners.add(look);
      void ended.then(() => reject(new Error(`It ended without saying ${pattern}: ${printed}`)));
      look();
    });
  return { child, ended, says, printed: () => printed };
}

test('the gateway starts, says where it is, and stops when asked', { timeout: 30_000 }, async () => {
  const gateway = run(command);
  const [, url] = await gateway.says(/^Gateway {2}(http:\/\/localhost:\d+)$/m);
  await gateway.says(/^Set up {3}http:\/\/localhost:\d+\/console\/#set-up=[\w-]{43}$/m);
  expect(await (await fetch(`${url}/healthz`)).text()).toBe('ok\n');
  gateway.child.kill('SIGTERM');
  expect(await gateway.ended).toBe(0);
  expect(gateway.printed()).toContain('"gateway-stopped"');
});

test('the demonstration prints its addresses and a link, and stops when asked', { timeout: 30_000 }, async () => {
  const all = run(demonstration);
  await all.says(/Ctrl\+C/);
  const addresses = [...all.printed().matchAll(/^ {2}(Shop|Console|Gateway|Set up) +(http:\S+)$/gm)];
  expect(addresses.map(([, label]) => label)).toEqual(['Shop', 'Console', 'Gateway', 'Set up']);
  const [shop = '', console = '', gateway = '', setUp = ''] = addresses.map(([, , address]) => address);
  expect(console).toBe(`${gateway}/console/`);
  expect(setUp).toMatch(new RegExp(`^${console}#set-up=[\\w-]{43}$`));
  const page = await fetch(shop);
  expect(await page.text()).toMatch(
    new RegExp(`<script async src="${gateway}/sites/demo-shop/loader.js" data-key="[a-z0-9-]{29}"></script>`),
  );
  expect(page.headers.get('content-security-policy')).toContain(`script-src ${gateway};`);
  expect((await fetch(`${gateway}/sites/demo-shop/loader.js`)).status).toBe(200);
  expect((await fetch(`${gateway}/sites/demo-shop/contact-key.json`)).status).toBe(200);
  all.child.kill('SIGTERM');
  expect(await all.ended).toBe(0);
});

test('a port in use is one sentence', { timeout: 30_000 }, async () => {
  const other = createServer();
  const port = await listenAnywhere(other, '127.0.0.1');
  for (const program of [command, demonstration]) {
    const gateway = run(program, { PORT: String(port), HANDLR_LOG_LEVEL: 'silent' });
    expect(await gateway.ended).toBe(1);
    expect(gateway.printed()).toBe(`Port ${port} is in use. Stop the other program, or set PORT.\n`);
  }
  other.close();
});

test('a bad setting and a folder that is none are one sentence each', { timeout: 30_000 }, async () => {
  const badPort = run(command, { PORT: 'eighty' });
  expect(await badPort.ended).toBe(1);
  expect(badPort.printed()).toMatch(/^PORT must be .*\n$/);
  const file = join(folder, 'file');
  await writeFile(file, '');
  const badFolder = run(command, { HANDLR_DATA_DIR: join(file, 'data') });
  expect(await badFolder.ended).toBe(1);
  expect(badFolder.printed()).toMatch(/^The folder \S+ cannot be written: .*HANDLR_DATA_DIR.*\n$/);
});

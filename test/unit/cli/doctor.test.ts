import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkBuilt, checkNode, checkPort, checkPublicUrl } from '../../../packages/gateway/src/cli/doctor.ts';
import { explainError, runCommand } from '../../../packages/gateway/src/cli/index.ts';
import { listenAnywhere } from '../../support/listen.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'handlr-doctor-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function doctor(env: Record<string, string>) {
  const lines: string[] = [];
  const output = { line: (text: string) => void lines.push(text), note: () => {} };
  const code = await runCommand(['doctor'], { env, output });
  return { code, lines };
}

test.each([
  ['22.18.0', false],
  ['24.0.0', true],
  ['26.10.0', true],
])('Node %s: %s', (version, ok) => {
  expect(checkNode(version).ok).toBe(ok);
});

test.each([
  [null, true],
  ['http://localhost:8787', true],
  ['https://chat.example', true],
  ['http://chat.example', false],
  ['http://localhost.evil.example', false],
])('the public URL %s: %s', (publicUrl, ok) => {
  expect(checkPublicUrl({ publicUrl, port: 8787 }).ok).toBe(ok);
});

describe('what was built', () => {
  const build = async (content: string) => {
    await mkdir(join(folder, 'widget'));
    const integrity = `sha384-${createHash('sha384').update('content').digest('base64')}`;
    const manifest = { entries: { widget: 'widget.js' }, files: { 'widget.js': { integrity } } };
    await writeFile(join(folder, 'widget', 'manifest.json'), JSON.stringify(manifest));
    await writeFile(join(folder, 'widget', 'widget.js'), content);
  };

  test('is whole', async () => {
    await build('content');
    expect(await checkBuilt('widget', folder)).toMatchObject({ ok: true });
  });

  test('was changed afterwards', async () => {
    await build('other');
    expect(await checkBuilt('widget', folder)).toMatchObject({
      ok: false,
      text: 'widget.js of the widget was changed',
    });
  });

  test('is not there', async () => {
    expect(await checkBuilt('widget', folder)).toMatchObject({ ok: false, advice: 'Type: npm run build' });
  });
});

test('a port that another program has is not free', async () => {
  const other = createServer((socket) => socket.destroy());
  const port = await listenAnywhere(other, '127.0.0.1');
  expect(await checkPort({ port, host: '127.0.0.1' })).toMatchObject({ ok: false, text: `Port ${port} is in use` });
  other.close();
  await once(other, 'close');
  expect(await checkPort({ port, host: '127.0.0.1' })).toMatchObject({ ok: true });
});

test('the doctor goes through everything, and says what is wrong with the settings', async () => {
  const keys = join(folder, 'keys');
  await mkdir(keys);
  await chmod(keys, 0o755);
  const env = { HANDLR_DATA_DIR: join(folder, 'data'), HANDLR_KEY_DIR: keys, PORT: '0' };
  const { lines } = await doctor(env);
  expect(lines).toContainEqual(expect.stringMatching(/^✓ The database is at migration \d+/));
  expect(lines).toContainEqual(expect.stringMatching(/^✓ Countries come from dbip-country\.mmdb, made on \d{4}-/));
  const broken = await doctor({ ...env, HANDLR_GEO_DATABASE: join(folder, 'none.mmdb') });
  expect(broken.code).toBe(1);
  expect(broken.lines).toContain('✗ The database of countries cannot be read');
  const unset = await doctor({ ...env, PORT: 'x' });
  expect(unset.code).toBe(1);
  expect(unset.lines).toContain('✗ The settings cannot be read');
});

test.each([
  [{ code: 'EADDRINUSE', port: 8787 }, 'Port 8787 is in use. Stop the other program, or set PORT.'],
  [{ code: 'EACCES', port: 80 }, 'Port 80 may not be used by this user. Set PORT to 1024 or more.'],
  [{ code: 'EACCES', path: '/data' }, '/data cannot be written. Give this user the right to, or set HANDLR_DATA_DIR.'],
  [{ code: 'ENOSPC' }, 'The disk is full. Make room and start again.'],
  [{ code: 'EWHATEVER' }, null],
  [{}, null],
])('%j is explained as %j', (fields, text) => {
  expect(explainError(Object.assign(new Error('inside'), fields))).toBe(text);
});

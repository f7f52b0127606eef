import { argon2Sync } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StaffCalls, StretchParameters } from '@handlr/protocol';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureBuilt } from '../support/build.ts';
import { launchChromium, openPage } from '../support/chromium.ts';
import { consolePolicy, contentTypeOf } from './console-harness/open-console.ts';

/* The console as it is built, under the policy that the gateway sends, with real Argon2 in its worker. */

const origin = 'http://console.test';
const folder = join(import.meta.dirname, '../../dist/console');
const salt = 'AAECAwQFBgcICQoLDA0ODw';
const password = 'copper lantern rivers';

let browser: Browser;

beforeAll(async () => {
  await ensureBuilt(['console']);
  browser = await launchChromium();
});
afterAll(() => browser?.close());

async function open(answers: Partial<Record<keyof StaffCalls, unknown>>) {
  const opened = await openPage(browser);
  await opened.context.route(`${origin}/**`, async (route) => {
    const path = new URL(route.request().url()).pathname;
    if (path.startsWith('/api/')) {
      const answer = Object.entries(answers).find(([name]) => path === `/api/${name}`)?.[1];
      return route.fulfill({ json: answer ?? { ok: false, error: { code: 'forbidden' } } });
    }
    const name = path === '/console/' ? 'index.html' : path.replace('/console/', '');
    const body = await readFile(join(folder, name)).catch(() => undefined);
    if (body === undefined) return route.fulfill({ status: 404, body: '' });
    const headers = { 'content-security-policy': consolePolicy };
    return route.fulfill({ contentType: contentTypeOf(name), headers, body });
  });
  return opened;
}

const sent = (wire: Awaited<ReturnType<typeof open>>['wire'], name: keyof StaffCalls): unknown[] =>
  wire.requests.filter(({ url }) => url === `${origin}/api/${name}`).map(({ body }) => JSON.parse(body ?? 'null'));

function expectedAuthKey({ salt: given, memoryKib: memory, passes, parallelism }: StretchParameters): string {
  const nonce = Buffer.from(given, 'base64url');
  const bytes = argon2Sync('argon2id', { message: password, nonce, memory, passes, parallelism, tagLength: 64 });
  return bytes.subarray(0, 32).toString('base64url');
}

describe('the password', () => {
  test('is stretched in the worker to what Node computes, and nothing else of it leaves the browser', async () => {
    const stretch = { algorithm: 'argon2id', memoryKib: 65_536, passes: 3, parallelism: 1, salt } as const;
    const { page, wire, problems, close } = await open({ 'sign-in/begin': { ok: true, value: stretch } });
    await page.goto(`${origin}/console/`);
    await page.getByLabel('E-mail').fill('maya@handlr.example');
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    expect(sent(wire, 'sign-in/finish')).toEqual([{ email: 'maya@handlr.example', authKey: expectedAuthKey(stretch) }]);
    expect(await wire.sentText()).not.toContain(password);
    expect(problems).toEqual([]);
    await close();
  });

  test('is not even stretched when the gateway asks for less than the floor', async () => {
    const stretch = { algorithm: 'argon2id', memoryKib: 8, passes: 1, parallelism: 1, salt };
    const { page, wire, problems, close } = await open({ 'sign-in/begin': { ok: true, value: stretch } });
    await page.goto(`${origin}/console/`);
    await page.getByLabel('E-mail').fill('maya@handlr.example');
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('Nothing was sent').waitFor();
    expect(sent(wire, 'sign-in/finish')).toEqual([]);
    expect(problems).toEqual([]);
    await close();
  });

  test('of a new account gets a salt of its own and the vault’s parameters', async () => {
    const invitation = {
      ok: true,
      value: {
        email: 'maya@handlr.example',
        name: 'Maya',
        role: 'agent',
        stretch: { algorithm: 'argon2id', memoryKib: 1, passes: 1, parallelism: 1, salt },
      },
    };
    const { page, wire, close } = await open({ 'invitation/show': invitation });
    const salts = new Set<string>();
    for (const token of ['S'.repeat(43), 'T'.repeat(43)]) {
      await page.goto(`${origin}/console/#set-up=${token}`);
      await page.getByLabel('Password', { exact: true }).fill(password);
      await page.getByLabel('Password again').fill(password);
      await page.keyboard.press('Enter');
      await page.getByRole('alert').waitFor();
      const { stretch, authKey } = acceptedOf(sent(wire, 'invitation/accept').at(-1));
      expect(stretch).toMatchObject({ algorithm: 'argon2id', memoryKib: 65_536, passes: 3, parallelism: 1 });
      expect(authKey).toBe(expectedAuthKey(stretch));
      salts.add(stretch.salt);
    }
    expect(salts.size).toBe(2);
    expect(await wire.sentText()).not.toContain(password);
    await close();
  });
});

test('only a sign-in pays for Argon2: its code is in the worker alone', async () => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.js'));
  const holders = [];
  for (const name of names)
    if ((await readFile(join(folder, name), 'utf8')).includes('WebAssembly')) holders.push(name);
  expect(holders).toEqual([expect.stringMatching(/^stretch-worker-/)]);
});

function acceptedOf(body: unknown): { stretch: StretchParameters; authKey: string } {
  return JSON.parse(JSON.stringify(body));
}

import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { longestStatementMs, verifyKeyStatement } from '@handlr/vault';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemRandom as random } from '../../../packages/gateway/src/system.ts';
import { createSiteKeys, KeyFileError } from '../../../packages/gateway/src/visitor-email/index.ts';

const dayMs = 24 * 60 * 60 * 1000;
const nowMs = 20_000 * dayMs + 5_000;
let keyDir = '';
beforeEach(async () => void (keyDir = await mkdtemp(join(tmpdir(), 'handlr-keys-'))));
afterEach(() => rm(keyDir, { recursive: true, force: true }));

test('EML6 keys are made once, for their owner alone, however many make them at once', async () => {
  const keys = createSiteKeys({ keyDir, random });
  expect(await keys.fingerprint('shop')).toBeNull();
  expect(await keys.boxKeys('shop')).toEqual([]);
  const made = await Promise.all(Array.from({ length: 10 }, () => createSiteKeys({ keyDir, random }).create('shop')));
  expect(new Set(made).size).toBe(1);
  const folder = join(keyDir, 'sites', 'shop');
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  expect(await readdir(folder)).toEqual(['box-1.key', 'identity.key']);
  for (const name of await readdir(folder)) expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
  const before = await readFile(join(folder, 'box-1.key'), 'utf8');
  expect(await keys.create('shop')).toBe(made[0]);
  expect(await readFile(join(folder, 'box-1.key'), 'utf8')).toBe(before);
  expect(await keys.create('other')).not.toBe(made[0]);
});

test('EML6 a damaged key file is named, and nothing that is in it', async () => {
  const keys = createSiteKeys({ keyDir, random });
  await keys.create('shop');
  await writeFile(join(keyDir, 'sites', 'shop', 'identity.key'), '{"secretKey":"oh dear"}');
  const failure = await keys.statement('shop', nowMs).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(KeyFileError);
  expect(String(failure)).not.toContain('oh dear');
  // It is not written over either: what was sealed so far is opened by the key that was.
  await expect(keys.create('shop')).rejects.toThrow(KeyFileError);
});

test('EML7 a day’s statement is the same for everyone, verifies, and is signed anew long before it ends', async () => {
  const keys = createSiteKeys({ keyDir, random });
  const fingerprint = await keys.create('shop');
  const signed = await keys.statement('shop', nowMs);
  expect(await createSiteKeys({ keyDir, random }).statement('shop', nowMs + dayMs / 2)).toEqual(signed);
  const verified = verifyKeyStatement(signed, { site: 'shop', fingerprint, nowMs });
  const [box] = await keys.boxKeys('shop');
  expect(verified).toMatchObject({ ok: true, statement: { epoch: 1, boxKey: box?.publicKey } });
  const next = await keys.statement('shop', nowMs + dayMs);
  expect(next).not.toEqual(signed);
  const restMs = verified.ok ? verified.statement.notAfter - nowMs : 0;
  expect(restMs).toBeGreaterThan(28 * dayMs);
  expect(restMs).toBeLessThan(longestStatementMs);
});

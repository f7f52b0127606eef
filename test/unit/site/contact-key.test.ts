import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyKeyStatement } from '@handlr/vault';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemRandom as random } from '../../../packages/gateway/src/system.ts';
import { createSiteKeys, registerContactKeyRoute } from '../../../packages/gateway/src/visitor-email/index.ts';
import { createTestHttp, type TestHttp } from '../http/create-test-http.ts';
import { addSite } from '../../../packages/gateway/src/site/index.ts';

const dayMs = 24 * 60 * 60 * 1000;
let http: TestHttp;
let app: FastifyInstance;
let keyDir = '';
let fingerprint = '';
beforeAll(async () => {
  http = await createTestHttp();
  keyDir = await mkdtemp(join(tmpdir(), 'handlr-keys-'));
  const siteKeys = createSiteKeys({ keyDir, random });
  for (const siteKey of ['shop', 'keyless'])
    await addSite(http, { siteKey, name: siteKey, origins: ['https://shop.example'] });
  fingerprint = await siteKeys.create('shop');
  await siteKeys.create('ghost');
  app = Fastify();
  registerContactKeyRoute(app, { store: http.store, siteKeys, clock: http.clock });
});
afterAll(async () => {
  await Promise.all([app.close(), http.close(), rm(keyDir, { recursive: true, force: true })]);
});

const get = (siteKey: string, headers: Record<string, string> = {}) =>
  app.inject({ url: `/sites/${siteKey}/contact-key.json`, headers: { 'accept-encoding': 'identity', ...headers } });

test('EML7 the statement is readable by any page, cacheable, and the same for everyone', async () => {
  const one = await get('shop', { cookie: 'a=b', origin: 'https://one.example', 'user-agent': 'one' });
  const other = await get('shop', { 'x-forwarded-for': '203.0.113.9' });
  expect(other.body).toBe(one.body);
  expect(one.headers).toMatchObject({
    'access-control-allow-origin': '*',
    'cache-control': 'public, max-age=300, stale-while-revalidate=86400',
    etag: other.headers['etag'],
  });
  expect(one.headers['set-cookie']).toBeUndefined();
  expect((await get('shop', { 'if-none-match': String(one.headers['etag']) })).statusCode).toBe(304);
  const nowMs = http.clock.nowMs();
  expect(verifyKeyStatement(one.json(), { site: 'shop', fingerprint, nowMs })).toMatchObject({ ok: true });
});

test('EML7 on another day it is signed anew, without a restart', async () => {
  const before = (await get('shop')).body;
  http.clock.now += dayMs;
  expect((await get('shop')).body).not.toBe(before);
});

test.each([
  ['nowhere', 'no such site'],
  ['ghost', 'no such site'],
  ['keyless', 'No keys were made'],
  ['..%2F..', 'no such site'],
])('EML6 for %s there is none', async (siteKey, says) => {
  const { statusCode, body } = await get(siteKey);
  expect(statusCode).toBe(404);
  expect(body).toContain(says);
  expect(body).not.toContain(keyDir);
});

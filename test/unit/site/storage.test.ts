import { brotliDecompressSync } from 'node:zlib';
import { deviceDescriptions, deviceEntryNames } from '@handlr/privacy';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addSite, allowOrigins, changeConsent } from '../../../packages/gateway/src/site/index.ts';
import { createTestHttp, type TestHttp } from '../http/create-test-http.ts';

const name = 'Wren </script><script>alert(1)</script> & Co';

let http: TestHttp;
beforeAll(async () => {
  http = await createTestHttp();
  await addSite(http, { siteKey: 'demo-shop', name, origins: ['https://shop.example', 'https://shop.example:8443'] });
});
afterAll(() => http.close());

const get = (file: string, headers: Record<string, string> = {}) =>
  http.app.inject({ url: `/sites/demo-shop/${file}`, headers: { 'accept-encoding': 'identity', ...headers } });

describe.each([
  ['storage.json', 'application/json; charset=utf-8'],
  ['storage.html', 'text/html; charset=utf-8'],
])('%s', (file, type) => {
  test('tells each key of the device register', async () => {
    const { body } = await get(file);
    for (const entry of deviceEntryNames) expect(body).toContain(deviceDescriptions[entry].sentence);
  });

  test('is readable by any page, cacheable, and the same for everyone', async () => {
    const one = await get(file, { cookie: 'a=b', 'user-agent': 'one', origin: 'https://one.example' });
    const other = await get(file, { 'x-forwarded-for': '203.0.113.9', 'user-agent': 'other' });
    expect(one.statusCode).toBe(200);
    expect(other.body).toBe(one.body);
    expect(other.headers['etag']).toBe(one.headers['etag']);
    expect(one.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'cache-control': 'public, max-age=300, stale-while-revalidate=86400',
      'content-type': type,
      'cross-origin-resource-policy': 'cross-origin',
      vary: 'Accept-Encoding',
    });
    expect(one.headers['content-security-policy']).toContain("default-src 'none'");
    expect(one.headers['set-cookie']).toBeUndefined();
    expect(one.headers['access-control-allow-credentials']).toBeUndefined();
  });

  test('is sent compressed to whoever takes it, and not again to whoever has it', async () => {
    const plain = await get(file);
    const brotli = await get(file, { 'accept-encoding': 'br' });
    expect(brotliDecompressSync(brotli.rawPayload).toString()).toBe(plain.body);
    expect(brotli.headers['etag']).not.toBe(plain.headers['etag']);
    const again = await get(file, { 'if-none-match': String(plain.headers['etag']) });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    expect(again.headers['access-control-allow-origin']).toBe('*');
  });

  test('holds no markup of the site’s making', async () => {
    expect((await get(file)).body).not.toMatch(/<script/i);
  });

  test.each(['unknown-site', 'UPPER', 'a', '../x', '%00'])('is not there for a site that is not: %s', async (key) => {
    const response = await http.app.inject(`/sites/${encodeURIComponent(key)}/${file}`);
    expect([response.statusCode, response.headers['content-type']]).toEqual([404, type]);
    expect(response.headers['access-control-allow-origin']).toBe('*');
    expect(response.body).toContain('There is no such site.');
    expect(response.body).not.toContain(key);
  });
});

describe('both follow the site', () => {
  test('its domains, each once and without a port', async () => {
    await allowOrigins(http, 'demo-shop', ['https://*.staging.example:8443']);
    const { disclosures, domains } = (await get('storage.json')).json();
    expect(disclosures[0].domains).toEqual(['shop.example', '*.staging.example']);
    expect(domains).toMatchObject([{ domain: 'chat.example' }]);
  });

  test('its consent settings, and where the gateway stands', async () => {
    const before = await get('storage.html');
    expect(before.body).toContain('in this country: Germany');
    await changeConsent(http, 'demo-shop', {
      jurisdiction: 'uk',
      denies: ['history'],
      cookieDomain: 'shop.example',
      controller: 'Wren Pottery Ltd',
      processor: 'Answering Company BV',
    });
    const after = await get('storage.html');
    expect(after.headers['etag']).not.toBe(before.headers['etag']);
    expect(after.body).toContain('PECR Sch. A1 para. 6');
    expect(after.body).toContain('Never kept');
    expect(after.body).toContain('Wren Pottery Ltd, Answering Company BV');
    const { disclosures } = (await get('storage.json')).json();
    expect(disclosures.filter(({ type }: { type: string }) => type === 'cookie')).toMatchObject([
      { identifier: 'handlr.demo-shop.consent', domains: ['shop.example', '*.shop.example'] },
    ]);
  });
});

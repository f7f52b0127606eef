import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runInNewContext } from 'node:vm';
import { chooseEncoding, matchesEtag } from '../../../packages/gateway/src/site/negotiate.ts';
import { addSite, allowOrigins, isAllowedOrigin } from '../../../packages/gateway/src/site/index.ts';
import { createSiteChecks } from '../../../packages/gateway/src/check-logic/site-checks.ts';
import { createTestHttp, type TestHttp } from '../http/create-test-http.ts';

const name = 'Wren </script><script>alert(1)</script>\u2028 & Co';

let http: TestHttp;
beforeAll(async () => {
  http = await createTestHttp();
  await addSite(http, {
    siteKey: 'demo-shop',
    name,
    origins: ['https://shop.example'],
    appearance: { accent: '#FD0' },
  });
});
afterAll(() => http.close());

const get = (headers: Record<string, string> = {}) =>
  http.app.inject({ url: '/sites/demo-shop/loader.js', headers: { 'accept-encoding': 'identity', ...headers } });

describe('the loader', () => {
  test('knows its site and leaves nothing else in the page', async () => {
    const { body } = await get();
    const logged: unknown[] = [];
    const page = { console: { log: (value: unknown) => logged.push(structuredClone(value)) } };
    runInNewContext(body, page);
    expect(logged).toEqual([
      {
        siteKey: 'demo-shop',
        name,
        gatewayUrl: 'https://chat.example',
        entry: 'https://chat.example/assets/widget-AbCdEf12.js',
        protocol: 1,
        appearance: { accent: '#ffdd00', position: 'right', accentText: '#000000' },
      },
    ]);
    expect(Object.keys(page)).toEqual(['console']);
    expect(body).not.toMatch(/<\/script|\u2028|sourceMappingURL/);
  });

  test.each([{ kind: 'tcf', vendorId: 755 }, { kind: 'consent-mode' }] as const)(
    'listens to the site’s banner in the same request: $kind',
    async (banner) => {
      const siteKey = `shop-with-${banner.kind}`;
      await addSite(http, { siteKey, name, origins: ['https://shop.example'], consent: { banner } });
      const { body } = await http.app.inject(`/sites/${siteKey}/loader.js`);
      const logged: unknown[] = [];
      runInNewContext(body, { console: { log: (value: unknown) => logged.push(structuredClone(value)) } });
      expect(logged).toMatchObject([{ siteKey, consent: { banner } }, banner.kind]);
      expect(body).not.toContain('sourceMappingURL');
    },
  );

  test('CHD9 brings, in the same request, the checks that act before the box is opened, and nothing more of them', async () => {
    const siteKey = 'shop-with-checks';
    const { siteId } = await addSite(http, { siteKey, name, origins: ['https://shop.example'] });
    const when = { is: 'page', paths: ['/checkout/**'] };
    const check = { when, scope: 'page', on: true, name: 'For staff alone' };
    const saved = await createSiteChecks(http).save(siteId, 0, {
      checks: [
        { ...check, id: 'hide', then: [{ do: 'hide' }, { do: 'department', department: 'sales' }] },
        { ...check, id: 'greet', then: [{ do: 'prompt', text: 'Hello </script>' }] },
        { ...check, id: 'off', on: false, then: [{ do: 'open' }] },
      ],
    });
    expect(saved.outcome).toBe('saved');
    const { body } = await http.app.inject(`/sites/${siteKey}/loader.js`);
    const logged: unknown[] = [];
    runInNewContext(body, { console: { log: (value: unknown) => logged.push(structuredClone(value)) } });
    expect(logged).toEqual([
      { checks: [{ id: 'hide', when, scope: 'page', then: [{ do: 'hide' }] }] },
      expect.objectContaining({ siteKey, checks: 1 + 2 + 4 }),
    ]);
    expect(body).not.toMatch(/For staff|Hello|sourceMappingURL/);
  });

  test('is cacheable, embeddable, and the same for everyone', async () => {
    const one = await get({ cookie: 'a=b', 'user-agent': 'one' });
    const other = await get({ 'x-forwarded-for': '203.0.113.9', 'user-agent': 'other' });
    expect(other.body).toBe(one.body);
    expect(other.headers['etag']).toBe(one.headers['etag']);
    expect(one.headers).toMatchObject({
      'cache-control': 'public, max-age=300, stale-while-revalidate=86400',
      'content-type': 'text/javascript; charset=utf-8',
      'cross-origin-resource-policy': 'cross-origin',
      vary: 'Accept-Encoding',
    });
    expect(one.headers['set-cookie']).toBeUndefined();
  });

  test('is sent compressed to whoever takes it', async () => {
    const plain = await get();
    const brotli = await get({ 'accept-encoding': 'gzip, deflate, br, zstd' });
    const zipped = await get({ 'accept-encoding': 'gzip' });
    expect(brotli.headers['content-encoding']).toBe('br');
    expect(brotliDecompressSync(brotli.rawPayload).toString()).toBe(plain.body);
    expect(gunzipSync(zipped.rawPayload).toString()).toBe(plain.body);
    expect(new Set([plain, brotli, zipped].map((each) => each.headers['etag'])).size).toBe(3);
  });

  test('is not sent again to whoever has it', async () => {
    const { headers } = await get();
    const again = await get({ 'if-none-match': String(headers['etag']) });
    expect([again.statusCode, again.body, again.headers['etag']]).toEqual([304, '', headers['etag']]);
  });

  test('follows a change of the site', async () => {
    const before = await get();
    await allowOrigins(http, 'demo-shop', ['https://*.staging.example']);
    expect((await get()).headers['etag']).toBe(before.headers['etag']);
    const site = await http.store.findSite('demo-shop');
    expect(isAllowedOrigin('https://a.staging.example', site?.allowedOrigins ?? '')).toBe(true);
    expect(isAllowedOrigin('https://shop.example', site?.allowedOrigins ?? '')).toBe(true);
  });

  test.each(['unknown-site', 'UPPER', 'a', '../x', '%00'])(
    'of a site that does not exist is a comment: %s',
    async (key) => {
      const response = await http.app.inject(`/sites/${encodeURIComponent(key)}/loader.js`);
      expect([response.statusCode, response.body]).toEqual([404, '/* Handlr Chat: there is no such site. */\n']);
    },
  );
});

test.each([
  [undefined, 'identity'],
  ['', 'identity'],
  ['br', 'br'],
  ['br;q=0, gzip', 'gzip'],
  ['*', 'br'],
  ['*;q=0', 'identity'],
  ['GZIP;q=0.5', 'gzip'],
  ['brotli', 'identity'],
])('Accept-Encoding %j gets %s', (header, encoding) => {
  expect(chooseEncoding(header)).toBe(encoding);
});

test.each([
  ['"a"', true],
  ['W/"a"', true],
  ['"b", "a"', true],
  ['*', true],
  ['"b"', false],
  [undefined, false],
])('If-None-Match %j', (header, matches) => {
  expect(matchesEtag(header, '"a"')).toBe(matches);
});

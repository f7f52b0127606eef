import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestHttp, type TestHttp } from './create-test-http.ts';

let http: TestHttp;
beforeAll(async () => {
  http = await createTestHttp();
});
afterAll(() => http.close());

describe('the console', () => {
  test('is where the root leads', async () => {
    const root = await http.app.inject('/');
    expect([root.statusCode, root.headers['location']]).toEqual([302, '/console/']);
  });

  test('is one page that is never kept, under a policy that lets nothing foreign in', async () => {
    const page = await http.app.inject('/console/');
    expect(page.statusCode).toBe(200);
    expect(page.headers['cache-control']).toBe('no-store');
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    const policy = String(page.headers['content-security-policy']);
    expect(policy.split(';')).toEqual([
      "default-src 'none'",
      "script-src 'self' 'wasm-unsafe-eval'",
      "style-src 'self'",
      "font-src 'self'",
      "img-src 'self' data:",
      "connect-src 'self' wss://chat.example",
      "worker-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      'trusted-types handlr-worker',
    ]);
    expect(page.headers['x-frame-options']).toBe('DENY');
    expect(page.headers['cross-origin-resource-policy']).toBe('same-origin');
  });

  test('answers its page only as a page', async () => {
    expect((await http.app.inject('/console/index.html')).statusCode).toBe(404);
    expect((await http.app.inject('/console/manifest.json')).statusCode).toBe(404);
    expect((await http.app.inject('/console?next=1')).headers['location']).toBe('/console/');
  });

  test('has hashed files that are kept for a year', async () => {
    const file = await http.app.inject('/console/console-AbCdEf12.js');
    expect(file.statusCode).toBe(200);
    expect(file.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(file.headers['access-control-allow-origin']).toBeUndefined();
  });
});

describe('the widget’s chunks', () => {
  test('are for pages of any origin, compressed beforehand, without a validator', async () => {
    const file = await http.app.inject({ url: '/assets/widget-AbCdEf12.js', headers: { 'accept-encoding': 'br' } });
    expect(file.statusCode).toBe(200);
    expect(file.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'br',
      'content-type': 'application/javascript; charset=utf-8',
    });
    expect(file.headers['etag']).toBeUndefined();
    expect(file.headers['set-cookie']).toBeUndefined();
  });

  test.each(['manifest.json', 'loader.js', '../console/index.html', '%2e%2e/console/index.html', ''])(
    'are all that is there: not %j',
    async (path) => {
      expect((await http.app.inject(`/assets/${path}`)).statusCode).toBe(404);
    },
  );
});

test('health is asked of the store', async () => {
  const health = await http.app.inject('/healthz');
  expect([health.statusCode, health.body]).toEqual([200, 'ok\n']);
});

test('one line per request, by the route’s pattern', async () => {
  http.answered.length = 0;
  await http.app.inject('/sites/some-key/loader.js?email=ada@shop.example');
  await http.app.inject('/nowhere/ada@shop.example');
  expect(http.answered).toMatchObject([
    { route: '/sites/:siteKey/loader.js', method: 'GET', status: 404 },
    { route: 'none', method: 'GET', status: 404 },
  ]);
  expect(JSON.stringify(http.answered)).not.toContain('ada');
});

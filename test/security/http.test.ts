import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestHttp, type TestHttp } from '../unit/http/create-test-http.ts';

const canary = 'canary-4711';

let http: TestHttp;
beforeAll(async () => {
  http = await createTestHttp();
});
afterAll(() => http.close());

describe('a cross-site post', () => {
  test.each([
    ['of another origin', { origin: 'https://shop.example' }],
    ['of an opaque origin', { origin: 'null' }],
    ['of another port', { origin: 'https://chat.example:444' }],
    ['as a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['as plain text', { 'content-type': 'text/plain' }],
    ['as JSON in disguise', { 'content-type': 'text/plain; application/json' }],
  ])('%s is refused', async (_what, headers) => {
    const { status, body } = await http.call('session/show', {}, headers);
    expect([status, body]).toEqual([403, { ok: false, error: { code: 'forbidden' } }]);
  });

  test('without an origin is refused', async () => {
    const response = await http.app.inject({ method: 'POST', url: '/api/session/show', payload: {} });
    expect(response.statusCode).toBe(403);
  });
});

describe('an answer never repeats what was sent', () => {
  test.each([
    ['a path', { method: 'GET', url: `/${canary}` }],
    ['a bad path', { method: 'GET', url: `/%E0%A4%A/${canary}` }],
    ['a long path', { method: 'GET', url: `/sites/${canary.repeat(200)}/loader.js` }],
    ['a site key', { method: 'GET', url: `/sites/${canary}/loader.js` }],
    ['a site key, asked for its disclosure', { method: 'GET', url: `/sites/${canary}/storage.json` }],
    ['a site key, asked for its table', { method: 'GET', url: `/sites/${canary}/storage.html` }],
    ['a method', { method: 'DELETE', url: `/healthz/${canary}` }],
    ['broken JSON', { method: 'POST', url: '/api/session/show', payload: `{"${canary}` }],
    ['an unknown field', { method: 'POST', url: '/api/session/show', payload: `{"${canary}":1}` }],
    ['__proto__', { method: 'POST', url: '/api/session/show', payload: `{"__proto__":{"${canary}":1}}` }],
    ['too much', { method: 'POST', url: '/api/session/show', payload: `{"a":"${canary.repeat(2000)}"}` }],
    ['an unknown call', { method: 'POST', url: `/api/${canary}`, payload: '{}' }],
  ] as const)('%s', async (_what, request) => {
    const response = await http.app.inject({
      ...request,
      headers: { origin: 'https://chat.example', 'content-type': 'application/json' },
    });
    expect(response.statusCode).toBeGreaterThanOrEqual(400);
    expect(response.statusCode).toBeLessThan(500);
    expect(response.body + JSON.stringify(response.headers)).not.toContain(canary);
    expect(response.headers['x-powered-by']).toBeUndefined();
    expect(response.headers['server']).toBeUndefined();
  });

  test('nor what went wrong inside', async () => {
    const broken = await createTestHttp();
    await broken.store.close();
    const response = await broken.app.inject('/healthz');
    expect([response.statusCode, response.body]).toEqual([500, 'Something went wrong here\n']);
    expect(broken.failed).toMatchObject([{ route: '/healthz' }]);
    await broken.close().catch(() => {});
  });
});

test('nothing that a visitor loads sets a cookie or may run as a page', async () => {
  const loaded = ['/sites/none/loader.js', '/sites/none/storage.json', '/sites/none/storage.html'];
  for (const url of [...loaded, '/assets/widget-AbCdEf12.js', '/healthz', '/nowhere']) {
    const { headers } = await http.app.inject(url);
    expect(headers['set-cookie']).toBeUndefined();
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
  }
});

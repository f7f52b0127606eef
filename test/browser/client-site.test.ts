import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { createShop } from '../../examples/client-site/shop-server.ts';
import { launchChromium, openPage, runAxe } from '../support/chromium.ts';

const snippet = '<script src="https://chat.example/$&/loader.js" async></script>';
const paths = [
  '/',
  '/shop',
  '/shop/blue-teapot',
  '/shop/tide-mug',
  '/shop/reed-bottle',
  '/shop/shingle-bowl',
  '/shop/supper-plate',
  '/shop/larder-jar',
  '/delivery',
  '/about',
];

/** Ten pages, each rendered and searched by axe, on a slow machine. */
const axeTimeoutMs = 60_000;

let shop: { url: string; close(): Promise<void> };
let browser: Browser;

beforeAll(async () => {
  shop = await createShop({ snippet, contentSecurityPolicy: 'script-src https://chat.example' }).listen({
    port: 0,
    host: '127.0.0.1',
  });
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  await shop?.close();
});

describe('every page', () => {
  test.each(paths)('%s answers with one h1, its own title and the snippet last in the body', async (path) => {
    const response = await fetch(`${shop.url}${path}`);
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(html.match(/<h1[ >]/g)).toHaveLength(1);
    expect(html).toMatch(/<title>.*Wrenmarsh Pottery.*<\/title>/);
    expect(html).toContain(`${snippet}\n</body>`);
  });

  test('has a title of its own', async () => {
    const titles = await Promise.all(paths.map(async (path) => /<title>(.*)<\/title>/.exec(await body(path))?.[1]));
    expect(titles).toContain('Blue teapot · Wrenmarsh Pottery');
    expect(new Set(titles).size).toBe(paths.length);
  });

  test('links and pictures lead somewhere, fragments included', async () => {
    for (const path of paths) {
      for (const [, target = ''] of (await body(path)).matchAll(/(?:href|src)="([/#][^"]*)"/g)) {
        const address = new URL(target, `${shop.url}${path}`);
        const response = await fetch(address);
        const text = await response.text();
        expect(response.status, `${path} → ${target}`).toBe(200);
        if (address.hash) expect(text, `${path} → ${target}`).toContain(`id="${address.hash.slice(1)}"`);
      }
    }
  });

  test.each(['light', 'dark'] as const)(
    'pleases axe and fits a 320 px screen in the %s scheme',
    async (colorScheme) => {
      const { page, problems, close } = await openPage(browser, { colorScheme, viewport: { width: 320, height: 640 } });
      await page.route('https://chat.example/**', (route) =>
        route.fulfill({ contentType: 'text/javascript', body: '' }),
      );
      for (const path of paths) {
        await page.goto(`${shop.url}${path}`);
        expect(await runAxe(page), path).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(320);
      }
      expect(problems).toEqual([]);
      await close();
    },
    axeTimeoutMs,
  );
});

describe('the server', () => {
  test('shows a page in style for an unknown path', async () => {
    const response = await fetch(`${shop.url}/shop/red-teapot`);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('<title>Page not found · Wrenmarsh Pottery</title>');
  });

  test('answers 304 to a validator that comes from the content alone', async () => {
    const etags = await Promise.all([1, 2].map(async () => (await fetch(`${shop.url}/shop`)).headers.get('etag')));
    expect(etags[0]).toBe(etags[1]);
    const again = await fetch(`${shop.url}/shop`, { headers: { 'if-none-match': etags[0] ?? '' } });
    expect(again.status).toBe(304);
  });

  test('takes a trailing slash off its own paths and redirects nowhere else', async () => {
    const own = await fetch(`${shop.url}/shop/`, { redirect: 'manual' });
    expect([own.status, own.headers.get('location')]).toEqual([308, '/shop']);
    const elsewhere = await fetch(`${shop.url}//elsewhere.example/`, { redirect: 'manual' });
    expect(elsewhere.status).toBe(404);
  });

  test('refuses to be written to', async () => {
    const response = await fetch(`${shop.url}/shop`, { method: 'POST' });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  test('adds the chat’s directives to its strict policy, and lets nothing run by default', async () => {
    const own = "style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    const policy = (await fetch(shop.url)).headers.get('content-security-policy');
    expect(policy).toBe(`default-src 'none'; ${own}; script-src https://chat.example`);

    const bare = await createShop({ snippet: '' }).listen({ port: 0, host: '127.0.0.1' });
    const strict = (await fetch(bare.url)).headers.get('content-security-policy');
    await bare.close();
    expect(strict).toBe(`default-src 'none'; ${own}`);
  });
});

const body = async (path: string): Promise<string> => (await fetch(`${shop.url}${path}`)).text();

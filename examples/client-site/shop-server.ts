import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { stillLife } from './art/pieces.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { aboutPage } from './pages/about.ts';
import { cataloguePage } from './pages/catalogue.ts';
import { deliveryPage } from './pages/delivery.ts';
import { homePage } from './pages/home.ts';
import { notFoundPage } from './pages/not-found.ts';
import { productPage } from './pages/product.ts';
import { products } from './products.ts';
import { renderPage, wrenIcon, type Page } from './render-page.ts';

export type ShopOptions = {
  /** HTML that the site's developer pastes before </body> of every page. */
  readonly snippet: string;
  /** The Content-Security-Policy directives that the snippet needs; they are added to the shop's own. */
  readonly contentSecurityPolicy?: string;
};

export interface Shop {
  /** Rejects with Node's own error, for example EADDRINUSE. Port 0 takes any free port. */
  listen(address: { port: number; host: string }): Promise<{ url: string; close(): Promise<void> }>;
}

type Resource = {
  readonly status: 200 | 404;
  readonly type: string;
  readonly cacheControl: string;
  readonly body: Buffer;
  readonly etag: string;
};

/** The demonstration shop. Every answer is made once, here; a request only looks one up. */
export const createShop = (options: ShopOptions): Shop => {
  const resources = shopResources(options.snippet);
  const notFound = page(notFoundPage(products), options.snippet, 404);
  const headers = {
    ...securityHeaders,
    'content-security-policy': contentSecurityPolicy(options.contentSecurityPolicy),
  };

  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
      return;
    }
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    const withoutSlash = path.replace(/\/$/, '');
    // Only to a path that is the shop's own: `//elsewhere.example/` must not become a redirect there.
    if (withoutSlash !== path && resources.has(withoutSlash)) {
      response.writeHead(308, { location: withoutSlash }).end();
      return;
    }
    send(resources.get(path) ?? notFound, request, response);
  };

  return { listen: (address) => listen(createServer(answer), address) };
};

const securityHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
} as const;

const shopResources = (snippet: string): ReadonlyMap<string, Resource> => {
  const others = (slug: string) => products.filter((product) => product.slug !== slug);
  const pages: readonly Page[] = [
    homePage(products),
    cataloguePage(products),
    ...products.map((product) => productPage(product, others(product.slug))),
    deliveryPage,
    aboutPage,
  ];
  const styles = readFileSync(new URL('./styles.css', import.meta.url), 'utf8');
  return new Map([
    ...pages.map((shown): [string, Resource] => [shown.path, page(shown, snippet, 200)]),
    ...products.map((product): [string, Resource] => [
      `/art/${product.slug}.svg`,
      asset('image/svg+xml', product.drawing),
    ]),
    ['/art/shelf.svg', asset('image/svg+xml', stillLife())],
    ['/art/wren.svg', asset('image/svg+xml', wrenIcon)],
    ['/styles.css', asset('text/css', styles)],
  ]);
};

const page = (shown: Page, snippet: string, status: 200 | 404): Resource => ({
  ...asset('text/html', renderPage(shown, snippet)),
  status,
  cacheControl: 'no-cache',
});

const asset = (type: string, text: string): Resource => ({
  status: 200,
  type: `${type}; charset=utf-8`,
  cacheControl: 'public, max-age=600',
  body: Buffer.from(text),
  // From the content alone, so the validator is the same for everyone and cannot mark a visitor.
  etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`,
});

const send = (resource: Resource, request: IncomingMessage, response: ServerResponse): void => {
  response.setHeader('cache-control', resource.cacheControl);
  response.setHeader('etag', resource.etag);
  if (resource.status === 200 && request.headers['if-none-match'] === resource.etag) {
    response.writeHead(304).end();
    return;
  }
  response.writeHead(resource.status, { 'content-type': resource.type, 'content-length': resource.body.length });
  response.end(request.method === 'HEAD' ? undefined : resource.body);
};

const listen = (server: Server, { port, host }: { port: number; host: string }) =>
  new Promise<{ url: string; close(): Promise<void> }>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      const taken = typeof address === 'object' && address ? address.port : port;
      resolve({ url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`, close: () => close(server) });
    });
  });

const close = (server: Server): Promise<void> =>
  new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });

import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { cookiesPage } from './pages/cookies.ts';
import { homePage } from './pages/home.ts';
import { ferryIcon, renderPage } from './render-page.ts';

export type FerrySiteOptions = {
  /** HTML that the site's developer pastes before </body> of every page. */
  readonly snippet: string;
  /** The directives that the snippet needs: a `script-src` and a `connect-src`. */
  readonly contentSecurityPolicy: string;
};

export interface FerrySite {
  /** Without a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

type Resource = { readonly type: string; readonly body: string };

/** Serves the site on this machine. Port 0 takes any free one. Rejects with Node's own error, for example EADDRINUSE. */
export async function startFerrySite(
  { snippet, contentSecurityPolicy }: FerrySiteOptions,
  { port, host }: { readonly port: number; readonly host: string },
): Promise<FerrySite> {
  const resources = ferryResources(snippet);
  const policy = `${ownPolicy}; ${contentSecurityPolicy.replace('script-src', "script-src 'self'")}`;

  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const resource = resources.get((request.url ?? '/').split('?', 1)[0] ?? '/');
    const { type, body } = resource ?? { type: 'text/plain', body: 'There is nothing here.\n' };
    response.writeHead(resource === undefined ? 404 : 200, {
      'content-type': `${type}; charset=utf-8`,
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'cache-control': 'no-cache',
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  };

  const server = createServer(answer).listen(port, host);
  await once(server, 'listening');
  return { url: `http://${host}:${portOf(server)}`, close: () => close(server) };
}

/** The banner and its style come from here as well, so nothing else has to be let in. */
const ownPolicy =
  "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

function ferryResources(snippet: string): ReadonlyMap<string, Resource> {
  const banner = (name: string): string =>
    readFileSync(fileURLToPath(import.meta.resolve(`vanilla-cookieconsent/dist/${name}`)), 'utf8');
  const own = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
  return new Map<string, Resource>([
    ...[homePage, cookiesPage].map((page): [string, Resource] => [
      page.path,
      { type: 'text/html', body: renderPage(page, snippet) },
    ]),
    ['/styles.css', { type: 'text/css', body: own('styles.css') }],
    ['/consent.js', { type: 'text/javascript', body: own('scripts/consent.js') }],
    ['/cookies.js', { type: 'text/javascript', body: own('scripts/cookies.js') }],
    ['/cookieconsent.css', { type: 'text/css', body: banner('cookieconsent.css') }],
    ['/cookieconsent.umd.js', { type: 'text/javascript', body: banner('cookieconsent.umd.js') }],
    ['/ferry.svg', { type: 'image/svg+xml', body: ferryIcon }],
  ]);
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function close(server: Server): Promise<void> {
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
}

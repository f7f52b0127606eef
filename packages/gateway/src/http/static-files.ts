import fastifyHelmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { BuiltFolder } from './assets.ts';
import { consoleHeaders, embeddedHeaders } from './security-headers.ts';

/** Named after its content, so that it never changes. */
const hashedName = /^\/[\w.-]+-[\w-]{8}\.(?:js|css|woff2|svg|png)(?:\.map)?$/;

const filesOptions = {
  preCompressed: true,
  immutable: true,
  maxAge: '365d',
  index: false,
  // The name is the validator.
  etag: false,
  lastModified: false,
  allowedPath: (path: string) => hashedName.test(path),
} as const;

/** `/assets/*`: the widget's chunks, which pages of any origin import. */
export function registerWidgetFiles(app: FastifyInstance, { folder }: BuiltFolder): void {
  void app.register(async (scope) => {
    await scope.register(fastifyHelmet, embeddedHeaders());
    await scope.register(fastifyStatic, {
      ...filesOptions,
      root: folder,
      prefix: '/assets/',
      setHeaders: (reply) => void reply.header('access-control-allow-origin', '*'),
    });
  });
}

/** `/console/*`: the agents' web app, one page and its files. */
export function registerConsoleFiles(app: FastifyInstance, { folder }: BuiltFolder, publicUrl: () => string): void {
  void app.register(async (scope) => {
    await scope.register(fastifyHelmet, consoleHeaders(publicUrl));
    scope.addHook('onRequest', async (_request, reply) => {
      reply.header('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()');
    });
    await scope.register(fastifyStatic, {
      ...filesOptions,
      root: folder,
      prefix: '/console/',
      allowedPath: (path, _root, request) =>
        hashedName.test(path) || (path.endsWith('index.html') && request.routeOptions.url === '/console/'),
    });
    const page = { maxAge: 0, immutable: false, cacheControl: false } as const;
    scope.get('/console/', (_request, reply) => reply.header('cache-control', 'no-store').sendFile('index.html', page));
    scope.get('/console', (_request, reply) => reply.redirect('/console/', 308));
    scope.get('/', (_request, reply) => reply.redirect('/console/'));
  });
}

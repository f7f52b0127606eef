import type { FastifyHelmetOptions } from '@fastify/helmet';
import { connectSources } from '../site/index.ts';

/** Nothing runs, nothing loads: for answers that no page is made of. */
export function strictHeaders(): FastifyHelmetOptions {
  return withPolicy({
    'default-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'none'"],
  });
}

/** The same, for what client websites load from here. */
export function embeddedHeaders(): FastifyHelmetOptions {
  return { ...strictHeaders(), crossOriginResourcePolicy: { policy: 'cross-origin' } };
}

/** The console loads only its own files, talks only to its own gateway, stands in no frame, and turns no text into script. */
export function consoleHeaders(publicUrl: () => string): FastifyHelmetOptions {
  return withPolicy({
    'default-src': ["'none'"],
    // Argon2id in the browser is WebAssembly.
    'script-src': ["'self'", "'wasm-unsafe-eval'"],
    'style-src': ["'self'"],
    'font-src': ["'self'"],
    'img-src': ["'self'", 'data:'],
    // By name as well: some browsers do not count a WebSocket as 'self'.
    'connect-src': ["'self'", () => connectSources(publicUrl())[1]],
    'worker-src': ["'self'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'none'"],
    'require-trusted-types-for': ["'script'"],
    'trusted-types': [consoleTrustedTypes],
  });
}

/** The one policy that the console may make, for the address of its worker. */
export const consoleTrustedTypes = 'handlr-worker';

type Directives = Record<string, (string | (() => string))[]>;

function withPolicy(directives: Directives): FastifyHelmetOptions {
  return {
    contentSecurityPolicy: { useDefaults: false, directives },
    crossOriginEmbedderPolicy: false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    // Browsers take it over https only (RFC 6797 §8.1).
    strictTransportSecurity: { maxAge: 365 * 24 * 60 * 60, includeSubDomains: false },
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
    xDnsPrefetchControl: { allow: false },
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xPoweredBy: false,
    xXssProtection: false,
  };
}

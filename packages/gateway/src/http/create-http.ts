import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import type { Clock, Random } from '@handlr/core';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { registerCheckRoutes } from '../check-logic/routes.ts';
import { createSiteChecks } from '../check-logic/site-checks.ts';
import { registerLoaderRoute, registerStorageRoutes } from '../site/index.ts';
import {
  createSessions,
  createSignIn,
  createThrottle,
  type FollowSession,
  type ReadAgent,
  registerStaffRoutes,
  sessionCookie,
} from '../staff/index.ts';
import type { Store } from '../storage/index.ts';
import { registerContactKeyRoute, type SiteKeys } from '../visitor-email/index.ts';
import type { Assets } from './assets.ts';
import { answerFailure, answerNotFound, type OnFailed, routePattern } from './failures.ts';
import { requireSameOrigin } from './same-origin.ts';
import { embeddedHeaders, strictHeaders } from './security-headers.ts';
import { registerConsoleFiles, registerWidgetFiles } from './static-files.ts';

/** One answered request, without anything about who asked. */
export type AnsweredRequest = {
  readonly route: string;
  readonly method: string;
  readonly status: number;
  readonly durationMs: number;
};

export type HttpDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly assets: Assets;
  /** From `readDecoySecret(keyFolder)`. */
  readonly decoySecret: Uint8Array;
  readonly siteKeys: Pick<SiteKeys, 'statement'>;
  /** Without a slash at the end; asked at each use, because a free port is known only once it listens. */
  publicUrl(): string;
  /** Where the gateway stands, ISO 3166-1 alpha-2; null where nobody said. */
  readonly hostingCountry: string | null;
  /** An address goes in and is forgotten; an opaque tag of its network comes out. */
  locate(arrival: {
    readonly remoteAddress: string | undefined;
    readonly forwardedFor: string | string[] | undefined;
  }): { readonly rateLimitTag: string };
  /** Whether somebody is there who may answer chats of this site. */
  isAnswered(siteId: string): boolean;
  onAnswered(answered: AnsweredRequest): void;
  readonly onFailed: OnFailed;
  /** An agent signed out: the session's sockets are to be closed. */
  onSessionEnded(sessionId: string): void;
  /** They did from another session: its sockets are to be told as well. */
  onSessionRevoked(sessionId: string): void;
};

export type Http = {
  readonly app: FastifyInstance;
  /** Who a socket's Cookie header signs in. */
  readonly readAgent: ReadAgent;
  /** The life of the session that it names. */
  readonly followSession: FollowSession;
};

const apiBodyBytes = 8 * 1024;

/** Everything that the gateway answers over plain HTTP. Listens to nothing yet. */
export async function createHttp(deps: HttpDeps): Promise<Http> {
  const { store, clock, random, assets, decoySecret, siteKeys, publicUrl, hostingCountry, locate } = deps;
  const { isAnswered, onAnswered, onFailed, onSessionEnded, onSessionRevoked } = deps;
  const app = Fastify({
    // Its own log would hold addresses and whole URLs.
    logger: false,
    trustProxy: false,
    bodyLimit: apiBodyBytes,
    requestTimeout: 30_000,
    // Who asks and never reads the answer; a poll that waits, and a web socket, have clocks of their own.
    connectionTimeout: 60_000,
    frameworkErrors: (error, request, reply) => void answerFailure(onFailed)(error, request, reply),
  });
  app.setNotFoundHandler(answerNotFound);
  app.setErrorHandler(answerFailure(onFailed));
  app.addHook('onResponse', async (request, reply) => {
    const durationMs = Math.round(reply.elapsedTime);
    onAnswered({ route: routePattern(request), method: request.method, status: reply.statusCode, durationMs });
  });
  await app.register(fastifyHelmet, strictHeaders());

  const cookie = () => sessionCookie(publicUrl());
  const sessions = createSessions({ store, clock, random, cookie });
  const throttle = createThrottle();
  const signIn = createSignIn({ store, random, throttle, decoySecret });
  const rateLimitTag = ({ raw }: FastifyRequest): string =>
    locate({ remoteAddress: raw.socket.remoteAddress, forwardedFor: raw.headers['x-forwarded-for'] }).rateLimitTag;

  await app.register(async (api) => {
    await api.register(fastifyCookie);
    api.addHook('onRequest', requireSameOrigin(publicUrl));
    api.addHook('onRequest', async (_request, reply) => void reply.header('cache-control', 'no-store'));
    registerStaffRoutes(api, {
      store,
      clock,
      random,
      sessions,
      signIn,
      throttle,
      cookie,
      rateLimitTag,
      onSessionEnded,
      onSessionRevoked,
    });
  });
  await app.register(async (sites) => {
    await sites.register(fastifyHelmet, embeddedHeaders());
    const checks = createSiteChecks({ store, clock });
    registerLoaderRoute(sites, {
      store,
      publicUrl,
      checkFlags: checks.flags,
      earlyChecks: checks.beforeOpening,
      ...assets,
    });
    registerCheckRoutes(sites, { store, checks, clock, isAnswered });
    registerStorageRoutes(sites, { store, publicUrl, hostingCountry });
    registerContactKeyRoute(sites, { store, siteKeys, clock });
  });
  registerWidgetFiles(app, assets.widget);
  registerConsoleFiles(app, assets.console, publicUrl);

  app.get('/healthz', async (_request, reply) => {
    await store.countAgents();
    return reply.header('cache-control', 'no-store').type('text/plain').send('ok\n');
  });
  // Browsers ask for it unasked; without an answer each page of the console has an error in its log.
  app.get('/favicon.ico', (_request, reply) => reply.code(204).header('cache-control', 'public, max-age=86400').send());
  return { app, readAgent: sessions.read, followSession: sessions.follow };
}

import { join } from 'node:path';
import { agentNamespace, limits, socketPath, visitorNamespace } from '@handlr/protocol';
import { Server } from 'socket.io';
import { createBanKeys } from './ban/ban-keys.ts';
import { createBans } from './ban/bans.ts';
import { endConnection } from './ban/end-connection.ts';
import { keepBans } from './ban/keep-bans.ts';
import { createPresences } from './ban/presences.ts';
import { createDepartures } from './chat-in-progress/departures.ts';
import { createStaffPresence } from './check-logic/staff-presence.ts';
import { createAdmitAgent } from './connection/admit-agent.ts';
import { createAdmitVisitor } from './connection/admit-visitor.ts';
import { createAllowHandshake } from './connection/allow-handshake.ts';
import { createArrivals, type EngineSocket } from './connection/arrivals.ts';
import { attachSockets, refuseRootNamespace } from './connection/attach-sockets.ts';
import { endRevoked } from './connection/end-revoked.ts';
import { endWithSession, sessionRoom } from './connection/end-with-session.ts';
import { cutPacketFlood } from './connection/packet-floods.ts';
import { createLimiter, defaultRateLimits, type Limiter, type RateLimits } from './connection/rate-limits.ts';
import { cutSlowReader } from './connection/slow-readers.ts';
import { createSocketFanout } from './connection/socket-fanout.ts';
import { startHeads } from './delivery/announce-heads.ts';
import { createConsents } from './consent/consents.ts';
import { createLatestNumbers } from './consent/latest-numbers.ts';
import { createDirectory } from './directory.ts';
import { type Assets, createHttp } from './http/index.ts';
import { createReceive } from './inbound.ts';
import { announceChat } from './inbox/chat-summary.ts';
import { createLocate, scrubPoll } from './locate/index.ts';
import type { Log } from './log/index.ts';
import { agentOperations, visitorOperations } from './operations.ts';
import type { Services } from './services.ts';
import type { Settings } from './settings/index.ts';
import { systemClock, systemRandom } from './system.ts';
import { readDecoySecret } from './staff/index.ts';
import { startSweeping } from './visit-history/announce-visitors.ts';
import { createPresence } from './visit-history/presence.ts';
import { createSqliteStore, type Store } from './storage/index.ts';
import { createSiteKeys } from './visitor-email/index.ts';

export type GatewayOptions = {
  readonly settings: Settings;
  readonly assets: Assets;
  readonly log: Log;
  /** In place of the default ones. */
  readonly rateLimits?: Partial<RateLimits>;
  /** The store has stopped for good; the process is to end, and to be started again. */
  onStoreFailed(): void;
};

export type Gateway = {
  readonly store: Store;
  /** Where browsers reach it, without a slash at the end; known once it listens. */
  publicUrl(): string;
  /** Which it listens on. */
  port(): number;
  listen(): Promise<void>;
  /** Stops taking anything in, lets what is under way be stored, and closes. */
  close(): Promise<void>;
};

/** Puts the gateway together: store, operations, sockets, HTTP. */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const { settings, assets, log, onStoreFailed } = options;
  const rateLimits = { ...defaultRateLimits, ...options.rateLimits };
  const store = await createSqliteStore({ file: join(settings.dataDir, 'handlr.db'), onFailure: onStoreFailed });
  const banKeys = await createBanKeys({ keyFolder: settings.keyDir, clock: systemClock, random: systemRandom });
  const locate = createLocate({
    clock: systemClock,
    trustedProxies: settings.trustedProxies,
    database: settings.geoDatabase,
    networkSecrets: banKeys.secrets,
  });
  const staffPresence = createStaffPresence();
  const publicUrl = (): string => settings.publicUrl ?? `http://localhost:${port()}`;

  const { app, readAgent, followSession } = await createHttp({
    store,
    clock: systemClock,
    random: systemRandom,
    assets,
    decoySecret: await readDecoySecret(settings.keyDir),
    siteKeys: createSiteKeys({ keyDir: settings.keyDir, random: systemRandom }),
    publicUrl,
    hostingCountry: settings.hostingCountry,
    locate,
    isAnswered: (siteId) => staffPresence.isAnswered(siteId, io.of(agentNamespace).sockets.values()),
    onAnswered: (answered) => log.event('http-request', answered),
    onFailed: (error) => log.error('request-failed', error),
    onSessionEnded: (sessionId) => io.of(agentNamespace).in(sessionRoom(sessionId)).disconnectSockets(true),
    onSessionRevoked: (sessionId) => endRevoked(io.of(agentNamespace), sessionId),
  });

  const io = new Server(app.server, {
    path: socketPath,
    serveClient: false,
    // Visitors carry no cookie; agents are checked against the console's origin when they connect.
    cors: { origin: '*' },
    maxHttpBufferSize: limits.frameBytes,
    perMessageDeflate: false,
    httpCompression: false,
    connectTimeout: 10_000,
    allowRequest: createAllowHandshake({ locate, rate: rateLimits.connections }),
  });
  refuseRootNamespace(io);
  const arrivals = createArrivals({ locate });
  io.engine.on('connection', (connection: EngineSocket) => {
    arrivals.note(connection);
    cutSlowReader(connection);
    cutPacketFlood(connection, rateLimits.requests, systemClock);
  });
  io.engine.use(scrubPoll);

  const presences = createPresences(systemClock);
  const bans = createBans({ store, clock: systemClock, keys: banKeys, presences });
  const services: Services = {
    store,
    fanout: createSocketFanout(io.of(visitorNamespace), io.of(agentNamespace)),
    directory: createDirectory(store),
    consents: createConsents({ store, clock: systemClock }),
    latestNumbers: createLatestNumbers(systemClock),
    bans,
    departures: createDepartures(systemClock),
    presence: createPresence({ clock: systemClock, random: systemRandom }),
    clock: systemClock,
    random: systemRandom,
  };
  const limitConnections = createLimiter(rateLimits.connections);
  const limitByNetwork: Readonly<Record<string, Limiter>> = {
    'chat:open': createLimiter(rateLimits.chats),
    'consent:state': createLimiter(rateLimits.statements),
  };
  const limitRequests = createLimiter(rateLimits.requests);
  const receive = createReceive({
    limit: async ({ id, principal }, name) => {
      const waitMs = await limitRequests(id);
      const limit = limitByNetwork[name];
      if (waitMs !== null || limit === undefined || principal.kind !== 'visitor') return waitMs;
      return limit(`${principal.siteId}/${principal.rateLimitTag}`);
    },
    onRefused: (event, { principal }, code) => log.event('event-refused', { namespace: principal.kind, event, code }),
    onFailed: (event, error) => log.error('event-failed', error, { event }),
  });
  const onRefused = (namespace: string, code: string): void => log.event('connection-refused', { namespace, code });

  attachSockets({
    io,
    namespace: visitorNamespace,
    arrivals,
    receive,
    operations: visitorOperations(services),
    admit: createAdmitVisitor({ store, bans, limitConnections }),
    onRefused,
    onAdmitted: (socket, { arrival: { country } }, principal) => {
      const { siteId } = principal;
      bans.welcome(principal, (refused) => endConnection(socket, refused));
      socket.conn.once('close', () => presences.left(principal));
      log.event('connection-admitted', {
        namespace: visitorNamespace,
        siteId,
        country,
        transport: socket.conn.transport.name,
      });
    },
    onDisconnected: async ({ siteId, chats }) => {
      for (const chatId of chats) {
        services.departures.note({ siteId, chatId });
        await announceChat(services, { siteId, chatId }).catch((error) => log.error('event-failed', error));
      }
    },
  });
  attachSockets({
    io,
    namespace: agentNamespace,
    arrivals,
    receive,
    operations: agentOperations(services),
    admit: createAdmitAgent({ readAgent, consoleOrigin: () => new URL(publicUrl()).origin, limitConnections }),
    onRefused,
    onAdmitted: (socket, { arrival: { country }, cookie }, principal) => {
      staffPresence.note(socket, principal);
      endWithSession(socket, followSession(cookie));
      log.event('connection-admitted', { namespace: agentNamespace, country, transport: socket.conn.transport.name });
    },
    onDisconnected: () => {},
  });
  const keptBans = keepBans(bans, (error) => log.error('bans-failed', error));
  const heads = startHeads(services, (error) => log.error('heads-failed', error));

  const stopSweeping = startSweeping(services);

  function port(): number {
    const address = app.server.address();
    return typeof address === 'object' && address !== null ? address.port : settings.port;
  }

  return {
    store,
    publicUrl,
    port,
    listen: async () => {
      await app.listen({ port: settings.port, host: settings.host });
      log.event('gateway-started', { publicUrl: publicUrl() });
    },
    close: async () => {
      log.event('gateway-stopping', {});
      heads.stop();
      stopSweeping();
      await io.close();
      await app.close();
      await keptBans.stop();
      await store.close();
      log.event('gateway-stopped', {});
    },
  };
}

import { agentNamespace, protocolVersion, type Result, socketPath, visitorNamespace } from '@handlr/protocol';
import { io, type Socket } from 'socket.io-client';
import { shopOrigin, siteKey } from './gateway.ts';

export type TestSocket = {
  readonly socket: Socket;
  ask(name: string, payload: unknown): Promise<Result<never>>;
  /** Payloads of a notice so far. */
  heard(name: string): readonly unknown[];
  close(): void;
};

type Handshake = {
  /** Null sends none, as browsers do with a GET to their own origin. */
  readonly origin?: string | null;
  readonly auth?: object;
  readonly headers?: Readonly<Record<string, string>>;
  /** Added to the address. */
  readonly query?: Readonly<Record<string, string>>;
  readonly transports?: string[];
};

/** A visitor's socket, as the page of the shop would open it. */
export function connectVisitor(
  url: string,
  { auth, headers, query = {}, transports }: Handshake = {},
): Promise<TestSocket> {
  return connect(url, visitorNamespace, {
    auth: auth ?? { protocol: protocolVersion, siteKey },
    headers: { origin: shopOrigin, ...headers },
    query,
    transports: transports ?? ['websocket'],
  });
}

/** An agent's socket, as the console would open it. */
export function connectAgent(
  url: string,
  cookie: string,
  { auth, headers, query = {}, transports, origin = url }: Handshake = {},
): Promise<TestSocket> {
  return connect(url, agentNamespace, {
    auth: auth ?? { protocol: protocolVersion },
    headers: { ...(origin === null ? {} : { origin }), cookie, ...headers },
    query,
    transports: transports ?? ['websocket'],
  });
}

/** Rejects with the gateway's code when the connection is refused. */
function connect(
  url: string,
  namespace: string,
  { auth, headers, query, transports }: Required<Omit<Handshake, 'origin'>>,
): Promise<TestSocket> {
  const socket = io(`${url}${namespace}`, {
    path: socketPath,
    forceNew: true,
    reconnection: false,
    auth,
    extraHeaders: headers,
    query,
    transports,
  });
  const notices = new Map<string, unknown[]>();
  socket.onAny((name: string, payload: unknown) => notices.set(name, [...(notices.get(name) ?? []), payload]));
  return new Promise((resolve, reject) => {
    socket.once('connect', () =>
      resolve({
        socket,
        ask: (name, payload) => socket.timeout(5_000).emitWithAck(name, payload),
        heard: (name) => notices.get(name) ?? [],
        close: () => void socket.close(),
      }),
    );
    socket.once('connect_error', (error) => {
      socket.close();
      reject(error);
    });
  });
}

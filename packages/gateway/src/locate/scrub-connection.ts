import type { IncomingMessage } from 'node:http';
import type { Socket } from 'socket.io';

/*
 * Why this is needed. Engine.io keeps, for as long as a connection lives, the request that opened it (`conn.request`) with all
 * its headers and its URL, and the sender's address (`conn.remoteAddress`). Socket.io copies both into the `handshake` of every
 * namespace's socket; adapters for several machines send that handshake through Redis (`fetchSockets`, connection recovery), and
 * a crash report shows it. The request of an upgrade lives as long as its WebSocket, held by a listener of engine.io's
 * `WebSocketResponse`. A long poll that waits holds its request for up to `pingInterval`. Node caches a TCP socket's peer.
 *
 * What must stay. Engine.io reads `conn.request` only while it makes the socket. Socket.io reads from it, when a client joins a
 * namespace, `headers`, `headers.origin`, `url`, `_query` and `connection.encrypted`: so the request is replaced by one that holds
 * just these, empty, before the first namespace is joined, and every handshake is empty from the start. Of later requests,
 * which each bring all headers again, engine.io needs `sid`, `transport` and `EIO` of the query, and `content-type`, which tells
 * text from binary. It looks for old Internet Explorers in `user-agent`, and needs `accept-encoding` only for HTTP compression,
 * which must be off. WebSocket's own headers are needed until the upgrade is answered: after the last middleware, in the same turn.
 *
 * What must have been read before: the socket's address and `x-forwarded-for` (locate), `origin` and the console's `cookie`
 * (admission), `sec-gpc` (consent), `user-agent` (family and major version). Afterwards there is nothing to read.
 *
 * What remains. While a TCP connection is open, Node can ask the kernel for its peer: nothing can be done about that, and
 * nothing stores it. Behind a trusted proxy that peer is the proxy.
 */

/** Socket.io's `socket.conn`, which is what engine.io's `connection` event brings. */
export type EngineSocket = Socket['conn'];

type Query = Readonly<Record<string, string>>;
type EngineRequest = Pick<IncomingMessage, 'headers' | 'rawHeaders' | 'url' | 'socket'> & { readonly _query?: Query };

/** All that socket.io reads of a request, and nothing in it; the same two for all connections. */
const plainRequest = emptyRequest(false);
const encryptedRequest = emptyRequest(true);

/**
 * Removes everything from memory that could tell who is connected. To be called in engine.io's `connection` event, before the
 * client can join a namespace: handshakes are copied then.
 */
export function scrubConnection(socket: EngineSocket): void {
  const { request } = socket;
  scrubRequest(request, {});
  Reflect.set(socket, 'remoteAddress', '');
  Reflect.set(socket, 'request', 'encrypted' in request.socket ? encryptedRequest : plainRequest);
}

/**
 * The same for the requests that follow on a connection, polls and the upgrade: `io.engine.use(scrubPoll)`, the last of the
 * engine's middleware.
 */
export function scrubPoll(request: EngineRequest, _response: unknown, next: () => void): void {
  const isLater = request._query?.['sid'] !== undefined;
  const isUpgrade = request.headers.upgrade !== undefined;
  if (isLater && isUpgrade) setImmediate(scrubLater, request);
  else if (isLater) scrubLater(request);
  next();
}

function scrubLater(request: EngineRequest): void {
  const { sid = '', transport = '', EIO = '' } = request._query ?? {};
  const contentType = request.headers['content-type'];
  scrubRequest(request, { sid, transport, EIO });
  if (contentType !== undefined) request.headers['content-type'] = contentType;
}

function scrubRequest(request: EngineRequest, query: Query): void {
  request.headers = {};
  request.rawHeaders = [];
  request.url = '';
  Reflect.set(request, '_query', query);
  // Node fills this cache again from the kernel if somebody asks, and only while the connection is open.
  Reflect.deleteProperty(request.socket, '_peername');
}

function emptyRequest(encrypted: boolean): object {
  return Object.freeze({
    headers: Object.freeze({}),
    url: '',
    _query: Object.freeze({}),
    connection: Object.freeze({ encrypted }),
  });
}

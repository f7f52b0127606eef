import { createServer, type IncomingMessage, request as send, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { listenAnywhere } from '../../support/listen.ts';

/** A reverse proxy as it stands in front of a gateway: it adds to X-Forwarded-For who connected to it, and outlives the gateway. */
export type TrustedHop = {
  readonly url: string;
  /** Resolves once no connection is open through it. */
  idle(): Promise<void>;
  close(): Promise<void>;
};

type Deps = {
  readonly gatewayPort: number;
  /** Where the next connection comes from: here all are from the loopback, so that must be made up. */
  nextAddress(): string;
};

const lookIntervalMs = 20;

export async function startTrustedHop({ gatewayPort, nextAddress }: Deps): Promise<TrustedHop> {
  const senders = new WeakMap<Duplex, string>();
  const open = new Set<Socket>();
  const target = { host: '127.0.0.1', port: gatewayPort };

  const server = createServer(forward);
  server.on('upgrade', upgrade);
  server.on('connection', (socket: Socket) => {
    senders.set(socket, nextAddress());
    open.add(socket);
    socket.on('error', () => {}).once('close', () => open.delete(socket));
  });
  const port = await listenAnywhere(server, '127.0.0.1');

  function forward(request: IncomingMessage, response: ServerResponse): void {
    const { method, url: path } = request;
    const headers = [...forwardedHeaders(request)].flat();
    const passed = send({ ...target, method, path, headers, agent: false }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.on('error', () => response.destroy()).pipe(response);
    });
    passed.on('error', () => (response.headersSent ? response.destroy() : response.writeHead(502).end()));
    request.pipe(passed);
  }

  function upgrade(request: IncomingMessage, client: Duplex, head: Buffer): void {
    const gateway = connect(target);
    const lines = forwardedHeaders(request).map(([name, value]) => `${name}: ${value}`);
    gateway.write([`${request.method} ${request.url} HTTP/1.1`, ...lines, '', ''].join('\r\n'));
    gateway.write(head);
    gateway.pipe(client).pipe(gateway);
    for (const [one, other] of [
      [client, gateway],
      [gateway, client],
    ] as const) {
      one.on('error', () => {}).once('close', () => other.destroy());
    }
  }

  function forwardedHeaders({ rawHeaders, socket }: IncomingMessage): [name: string, value: string][] {
    const headers: [string, string][] = [];
    const written: string[] = [];
    for (let at = 0; at < rawHeaders.length; at += 2) {
      const [name = '', value = ''] = rawHeaders.slice(at, at + 2);
      if (name.toLowerCase() === 'x-forwarded-for') written.push(value);
      else headers.push([name, value]);
    }
    return [...headers, ['X-Forwarded-For', [...written, senders.get(socket) ?? ''].join(', ')]];
  }

  return {
    url: `http://localhost:${port}`,
    async idle() {
      server.closeIdleConnections();
      while (open.size > 0) await new Promise((resolve) => setTimeout(resolve, lookIntervalMs));
    },
    async close() {
      server.closeAllConnections();
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

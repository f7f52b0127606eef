import { once } from 'node:events';
import { Agent, createServer, type Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { io as connect, type Socket as ClientSocket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { scrubConnection, scrubPoll } from '../../../packages/gateway/src/locate/index.ts';
import { listenAnywhere } from '../../support/listen.ts';

/** One of this machine's own addresses that nothing else uses, and what a client says of itself. */
const address = '127.0.0.77';
const canaries = [address, '203.0.113.77', 'canary-cookie', 'canary-agent', 'canary-query', 'canary-header'];

let http: HttpServer;
let io: Server;
let agent: Agent;
let port: number;
let scrubs = true;
let requests: object[];
const clients: ClientSocket[] = [];

beforeEach(start);

async function start(): Promise<void> {
  requests = [];
  http = createServer();
  io = new Server(http, { cors: { origin: '*' } });
  io.engine.on('connection', (socket: Socket['conn']) => {
    if (scrubs) scrubConnection(socket);
  });
  io.engine.use((request: object, _response: unknown, next: () => void) => {
    requests.push(request);
    next();
  });
  if (scrubs) io.engine.use(scrubPoll);
  io.of('/visitor').on('connection', (socket) => {
    socket.on('say', (text: string, acknowledge: (answer: string) => void) => acknowledge(`heard ${text}`));
  });
  port = await listenAnywhere(http, '127.0.0.1');
  agent = new Agent({ localAddress: address, keepAlive: true });
}

afterEach(stop);

async function stop(): Promise<void> {
  for (const client of clients.splice(0)) client.disconnect();
  agent.destroy();
  await io.close();
}

describe.each([
  ['websocket', ['websocket']],
  ['polling', ['polling']],
  ['polling, upgraded to websocket', ['polling', 'websocket']],
])('over %s', (_name, transports) => {
  test('socket.io works, and holds nothing about who is connected', async () => {
    const { client, socket } = await open(transports);
    if (transports.length === 2 && socket.conn.transport.name !== 'websocket') await once(socket.conn, 'upgrade');
    for (const text of ['one', 'two', 'three']) {
      expect(await client.timeout(5_000).emitWithAck('say', text)).toBe(`heard ${text}`);
    }

    expect(socket.conn.transport.name).toBe(transports.at(-1));
    const [remote] = await io.of('/visitor').fetchSockets();
    expect(remote?.handshake).toMatchObject({ headers: {}, query: {}, url: '', address: '', secure: false });
    for (const held of [socket, socket.conn, socket.client, remote, io.engine, ...requests])
      expect(found(held)).toEqual([]);
  });

  test('without it, all of that is there', async () => {
    await stop();
    scrubs = false;
    await start();
    const { socket } = await open(transports);
    scrubs = true;
    expect(found(socket)).toEqual(canaries);
    expect(found(requests.at(-1))).toEqual(canaries);
  });
});

test('a poll that waits holds no headers', async () => {
  const { client, socket } = await open(['polling']);
  await client.timeout(5_000).emitWithAck('say', 'one');
  const { transport } = socket.conn;
  while (!transport.writable) await once(transport, 'ready');
  expect(Reflect.get(transport, 'req')).toMatchObject({ headers: {}, rawHeaders: [] });
});

async function open(transports: string[]): Promise<{ readonly client: ClientSocket; readonly socket: Socket }> {
  const connected = new Promise<Socket>((resolve) => io.of('/visitor').once('connection', resolve));
  const client = connect(`http://127.0.0.1:${port}/visitor`, {
    transports,
    forceNew: true,
    reconnection: false,
    query: { page: 'canary-query' },
    extraHeaders: {
      'x-forwarded-for': '203.0.113.77',
      cookie: 'session=canary-cookie',
      'user-agent': 'canary-agent',
      'x-other': 'canary-header',
    },
    ...fromAddress(agent),
  });
  clients.push(client);
  return { client, socket: await connected };
}

/** The client's types know only a flag here; its WebSocket and its XHR both take an agent. */
function fromAddress(agent: Agent): object {
  return { agent };
}

/** The canaries in everything that can be reached from a value: properties of any kind, maps, sets, buffers. */
function found(root: unknown): string[] {
  const seen = new Set<unknown>();
  const texts: string[] = [];
  const ahead: unknown[] = [root];
  while (ahead.length > 0) {
    const value = ahead.pop();
    if (typeof value === 'string') texts.push(value);
    if (Buffer.isBuffer(value)) texts.push(value.toString('latin1'));
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) continue;
    // Clients live in this process too.
    if (value === agent || clients.some((client) => client === value || client.io === value)) continue;
    seen.add(value);
    if (value instanceof Map) ahead.push(...value.keys(), ...value.values());
    if (value instanceof Set) ahead.push(...value);
    for (const key of Reflect.ownKeys(value)) {
      const { value: held } = Reflect.getOwnPropertyDescriptor(value, key) ?? {};
      ahead.push(held, typeof key === 'string' ? key : undefined);
    }
  }
  return canaries.filter((canary) => texts.some((text) => text.includes(canary)));
}

import { createServer, type Server as HttpServer } from 'node:http';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Server } from 'socket.io';
import { protocolVersion, socketPath, visitorNamespace } from '@handlr/protocol';
import type { TransportListener } from '@handlr/sdk';
import { fullJitterMs } from '../../../packages/sdk/src/transport/full-jitter.ts';
import { createSocketTransport } from '../../../packages/sdk/src/transport/socket-transport.ts';
import { createTestSurroundings } from './test-surroundings.ts';

let http: HttpServer;
let io: Server;
let gatewayUrl: string;
const close: (() => void)[] = [];

beforeEach(async () => {
  http = createServer();
  io = new Server(http, { path: socketPath, serveClient: false });
  io.of(visitorNamespace);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const address = http.address();
  gatewayUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});

afterEach(async () => {
  for (const end of close.splice(0)) end();
  await io.close();
});

function createTransport() {
  const world = createTestSurroundings();
  const listener = {
    connected: vi.fn(),
    disconnected: vi.fn(),
    refused: vi.fn(),
    notices: {
      'chat:changed': vi.fn(),
      'chat:erased': vi.fn(),
      'message:new': vi.fn(),
      'message:head': vi.fn(),
      'typing:changed': vi.fn(),
    },
  } satisfies TransportListener;
  const transport = createSocketTransport({ gatewayUrl, siteKey: 'test-site', ...world }, listener);
  close.push(transport.close);
  return { transport, listener, world };
}

const visitors = () => io.of(visitorNamespace);
const chatId = 'chat-1';

test('says its protocol and site, and nothing else, and nothing in the address', async () => {
  const { transport, listener } = createTransport();
  const handshake = new Promise<{ auth: unknown; url: string }>((resolve) =>
    visitors().on('connection', (socket) => resolve({ auth: socket.handshake.auth, url: socket.request.url ?? '' })),
  );
  transport.open();
  const { auth, url } = await handshake;
  await vi.waitFor(() => expect(listener.connected).toHaveBeenCalledOnce());
  expect(auth).toEqual({ protocol: protocolVersion, siteKey: 'test-site' });
  expect([...new URL(url, gatewayUrl).searchParams.keys()]).toEqual(['EIO', 'transport']);
});

test('answers requests, and `unavailable` without a connection or when it is lost meanwhile', async () => {
  const { transport, listener } = createTransport();
  expect(await transport.request('typing:set', { chatId, typing: true })).toEqual({
    ok: false,
    error: { code: 'unavailable' },
  });
  visitors().on('connection', (socket) => {
    socket.on('typing:set', (_payload, acknowledge: (result: unknown) => void) =>
      acknowledge({ ok: true, value: null }),
    );
    socket.on('read:mark', () => socket.disconnect(true));
  });
  transport.open();
  await vi.waitFor(() => expect(listener.connected).toHaveBeenCalled());
  expect(await transport.request('typing:set', { chatId, typing: true })).toEqual({ ok: true, value: null });
  expect(await transport.request('read:mark', { chatId, seq: 1 })).toEqual({
    ok: false,
    error: { code: 'unavailable' },
  });
  expect(listener.disconnected).toHaveBeenCalledOnce();
});

test('comes back by itself after a rest, at once when hurried, and not after it was closed', async () => {
  const { transport, listener, world } = createTransport();
  transport.open();
  await vi.waitFor(() => expect(listener.connected).toHaveBeenCalledTimes(1));
  visitors().disconnectSockets(true);
  await vi.waitFor(() => expect(listener.disconnected).toHaveBeenCalledTimes(1));
  await world.pass(fullJitterMs(0, 0.5));
  await vi.waitFor(() => expect(listener.connected).toHaveBeenCalledTimes(2));
  visitors().disconnectSockets(true);
  await vi.waitFor(() => expect(listener.disconnected).toHaveBeenCalledTimes(2));
  transport.hurry();
  await vi.waitFor(() => expect(listener.connected).toHaveBeenCalledTimes(3));
  transport.close();
  expect(listener.disconnected).toHaveBeenCalledTimes(3);
  expect(world.timerCount()).toBe(0);
  transport.hurry();
  await vi.waitFor(() => expect(visitors().sockets.size).toBe(0));
  expect(listener.connected).toHaveBeenCalledTimes(3);
});

test('gives up when the gateway will not have it, and rests when it may later', async () => {
  let code = 'too-many';
  visitors().use((_socket, next) => next(Object.assign(new Error(code), { data: { code } })));
  const { transport, listener, world } = createTransport();
  transport.open();
  await vi.waitFor(() => expect(listener.disconnected).toHaveBeenCalledOnce());
  expect(listener.refused).not.toHaveBeenCalled();
  code = 'version';
  await world.pass(fullJitterMs(1, 0.5));
  await vi.waitFor(() => expect(listener.refused).toHaveBeenCalledWith('version', undefined));
  expect(world.timerCount()).toBe(0);
});

test('says until when it is closed, and does not knock again by itself', async () => {
  visitors().use((_socket, next) =>
    next(Object.assign(new Error('closed'), { data: { code: 'closed', until: 60_000 } })),
  );
  const { transport, listener, world } = createTransport();
  transport.open();
  await vi.waitFor(() => expect(listener.refused).toHaveBeenCalledWith('closed', 60_000));
  expect(world.timerCount()).toBe(0);
});

test('begins with polling once web sockets have failed twice', async () => {
  // A network that lets neither through, at first.
  const tried: string[] = [];
  let isBlocked = true;
  http.prependListener('upgrade', (_request, socket) => {
    tried.push('websocket');
    if (isBlocked) socket.destroy();
  });
  http.prependListener('request', (request) => {
    tried.push('polling');
    if (isBlocked) request.destroy();
  });
  const { transport, listener, world } = createTransport();
  transport.open();
  for (const failures of [1, 2]) {
    await vi.waitFor(() => expect(listener.disconnected).toHaveBeenCalledTimes(failures));
    if (failures === 1) await world.pass(fullJitterMs(1, 0.5));
  }
  expect(tried[0]).toBe('websocket');
  tried.length = 0;
  isBlocked = false;
  await world.pass(fullJitterMs(2, 0.5));
  await vi.waitFor(() => expect(listener.connected).toHaveBeenCalledOnce());
  expect(tried[0]).toBe('polling');
});

test('rests anywhere between nothing and a bound that doubles up to twenty seconds', () => {
  expect([0, 1, 2, 3, 10].map((failures) => fullJitterMs(failures, 1))).toEqual([1_000, 2_000, 4_000, 8_000, 20_000]);
  expect(fullJitterMs(5, 0)).toBe(0);
});

import { createServer, type Server as HttpServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Server } from 'socket.io';
import { limits, protocolVersion, socketPath, visitorNamespace } from '@handlr/protocol';
import type { TransportListener } from '@handlr/sdk';
import { fullJitterMs } from '../../../packages/sdk/src/transport/full-jitter.ts';
import * as whole from '../../../packages/sdk/src/transport/socket-transport.ts';
import { bundleAsForPages } from '../../support/page-bundle.ts';
import { createTestSurroundings } from './test-surroundings.ts';

// What a page has and Node has not.
const page = new EventTarget();
Object.assign(globalThis, {
  addEventListener: page.addEventListener.bind(page),
  removeEventListener: page.removeEventListener.bind(page),
});
const slim = await bundleAsForPages<typeof whole>('packages/sdk/src/transport/socket-transport.ts');

let createSocketTransport: typeof whole.createSocketTransport;
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
  vi.useRealTimers();
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

describe.each([
  ['socket.io’s whole client', whole],
  ['the slim client, as pages get it', slim],
])('over %s, the transport', (_name, client) => {
  beforeEach(() => {
    createSocketTransport = client.createSocketTransport;
  });

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

  test('speaks through polling alone, in order and both ways', async () => {
    http.prependListener('upgrade', (_request, socket) => socket.destroy());
    const asked: unknown[] = [];
    visitors().on('connection', (socket) => {
      socket.on('read:mark', ({ seq }: { seq: number }, acknowledge: (result: unknown) => void) => {
        asked.push(seq);
        socket.emit('message:head', { chatId, epoch: 'é', seq });
        acknowledge({ ok: true, value: null });
      });
    });
    const { transport, listener } = createTransport();
    transport.open();
    await vi.waitFor(() => expect(listener.connected).toHaveBeenCalledOnce());
    const seqs = Array.from({ length: 40 }, (_, at) => at);
    const answers = await Promise.all(seqs.map((seq) => transport.request('read:mark', { chatId, seq })));
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(asked).toEqual(seqs);
    const heads = seqs.map((seq) => [{ chatId, epoch: 'é', seq }]);
    await vi.waitFor(() => expect(listener.notices['message:head'].mock.calls).toEqual(heads));
    transport.close();
    await vi.waitFor(() => expect(visitors().sockets.size).toBe(0));
  });

  test('goes over from polling to web sockets, and loses nothing on the way', async () => {
    let isBlocked = true;
    http.prependListener('upgrade', (_request, socket) => isBlocked && socket.destroy());
    http.prependListener('request', (request) => isBlocked && request.destroy());
    const upgraded = new Promise((resolve) =>
      visitors().on('connection', (socket) => {
        socket.on('typing:set', (_payload, acknowledge: (result: unknown) => void) =>
          acknowledge({ ok: true, value: null }),
        );
        socket.conn.once('upgrade', resolve);
      }),
    );
    const { transport, listener, world } = createTransport();
    transport.open();
    for (const failures of [1, 2]) {
      await vi.waitFor(() => expect(listener.disconnected).toHaveBeenCalledTimes(failures));
      isBlocked = failures < 2;
      await world.pass(fullJitterMs(failures, 0.5));
    }
    await vi.waitFor(() => expect(listener.connected).toHaveBeenCalledOnce());
    const answers: Promise<{ ok: boolean }>[] = [];
    const ask = setInterval(() => answers.push(transport.request('typing:set', { chatId, typing: true })), 2);
    await upgraded;
    clearInterval(ask);
    answers.push(transport.request('typing:set', { chatId, typing: true }));
    expect((await Promise.all(answers)).every(({ ok }) => ok)).toBe(true);
    expect(listener.disconnected).toHaveBeenCalledTimes(2);
  });

  test('does not wait for ever for a network that swallows web sockets', async () => {
    let isSwallowing = true;
    http.removeAllListeners('upgrade');
    http.on('upgrade', (request, socket, head) => {
      if (!isSwallowing) io.engine.handleUpgrade(request, socket, head);
      else close.push(() => socket.destroy());
    });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { transport, listener, world } = createTransport();
    transport.open();
    await vi.advanceTimersByTimeAsync(8_000);
    expect(listener.disconnected).toHaveBeenCalledOnce();
    vi.useRealTimers();
    isSwallowing = false;
    await world.pass(fullJitterMs(1, 0.5));
    await vi.waitFor(() => expect(listener.connected).toHaveBeenCalledOnce());
    expect(listener.disconnected).toHaveBeenCalledOnce();
  });

  test('does not wait for ever for an answer, and heeds none that comes too late', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const answer = new Promise<(result: unknown) => void>((resolve) =>
      visitors().on('connection', (socket) => socket.on('typing:set', (_payload, late) => resolve(late))),
    );
    const { transport, listener } = createTransport();
    transport.open();
    await vi.waitFor(() => expect(listener.connected).toHaveBeenCalledOnce());
    const unanswered = transport.request('typing:set', { chatId, typing: true });
    const late = await answer;
    await vi.advanceTimersByTimeAsync(limits.answerTimeoutMs);
    expect(await unanswered).toEqual({ ok: false, error: { code: 'unavailable' } });
    late({ ok: true, value: null });
    visitors().emit('message:head', { chatId, epoch: 'e', seq: 1 });
    await vi.waitFor(() => expect(listener.notices['message:head']).toHaveBeenCalledOnce());
    expect(listener.disconnected).not.toHaveBeenCalled();
  });

  test('leaves a connection that speaks in riddles, and makes another', async () => {
    visitors().once('connection', (socket) => socket.on('read:mark', () => void socket.conn.write('riddle')));
    const { transport, listener, world } = createTransport();
    transport.open();
    await vi.waitFor(() => expect(listener.connected).toHaveBeenCalledOnce());
    expect(await transport.request('read:mark', { chatId, seq: 1 })).toMatchObject({ ok: false });
    await vi.waitFor(() => expect(listener.disconnected).toHaveBeenCalledOnce());
    await world.pass(fullJitterMs(0, 0.5));
    await vi.waitFor(() => expect(listener.connected).toHaveBeenCalledTimes(2));
  });
});

describe('over the slim client, as pages get it, the transport', () => {
  beforeEach(() => {
    createSocketTransport = slim.createSocketTransport;
  });

  test('learns from the page that the network is gone', async () => {
    const { transport, listener } = createTransport();
    transport.open();
    await vi.waitFor(() => expect(listener.connected).toHaveBeenCalledOnce());
    page.dispatchEvent(new Event('offline'));
    expect(listener.disconnected).toHaveBeenCalledOnce();
  });

  test('asks nothing of a connection that died while the machine slept', async () => {
    const { transport, listener } = createTransport();
    const asked = vi.fn();
    visitors().on('connection', (socket) => socket.on('typing:set', asked));
    transport.open();
    await vi.waitFor(() => expect(listener.connected).toHaveBeenCalledOnce());
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(Date.now() + 3_600_000);
    expect(await transport.request('typing:set', { chatId, typing: true })).toMatchObject({ ok: false });
    expect(listener.disconnected).toHaveBeenCalledOnce();
    expect(asked).not.toHaveBeenCalled();
  });
});

test('rests anywhere between nothing and a bound that doubles up to twenty seconds', () => {
  expect([0, 1, 2, 3, 10].map((failures) => fullJitterMs(failures, 1))).toEqual([1_000, 2_000, 4_000, 8_000, 20_000]);
  expect(fullJitterMs(5, 0)).toBe(0);
});

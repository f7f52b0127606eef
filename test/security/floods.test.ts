import { setTimeout as wait } from 'node:timers/promises';
import { chatIdOf, messageOf, messagesOf } from './answers.ts';

import { createCapability, createId } from '@handlr/core';
import { limits, protocolVersion } from '@handlr/protocol';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { systemRandom as random } from '../../packages/gateway/src/system.ts';
import { statement } from '../behaviours/consent/gateway.ts';
import { heldBytes } from '../support/collect-garbage.ts';
import { siteKey, startTestGateway, type TestGateway, type TestGatewayOptions } from '../support/gateway.ts';
import { connectVisitor } from '../support/socket-client.ts';
import { joinRaw, openRaw, type RawSocket } from './raw-socket.ts';

const page = { url: 'https://shop.example/teapots', title: '' };
const unlimited = { points: 100_000, duration: 60 };
const noLimits = { connections: unlimited, chats: unlimited, requests: unlimited };
const tooMany = { ok: false, error: { code: 'too-many', retryAfterMs: expect.any(Number) } };
const joining = `40/visitor,${JSON.stringify({ protocol: protocolVersion, siteKey })}`;

let gateway: TestGateway;
const open = async (options: TestGatewayOptions): Promise<void> => void (gateway = await startTestGateway(options));
afterEach(() => gateway.close());

const opening = () => ({ capability: createCapability(random), page, position: null });

async function openChat(visitor: RawSocket): Promise<string> {
  const opened = await visitor.ask('chat:open', opening());
  return chatIdOf(opened);
}

describe('CASE 30: a flood', () => {
  test('of requests is told to wait, while others are served', async () => {
    await open({ rateLimits: { ...noLimits, requests: { points: 20, duration: 60 } } });
    const [flooder, other] = [await joinRaw(gateway.url), await joinRaw(gateway.url)];
    const chatId = await openChat(flooder);
    const send = () => flooder.ask('message:send', { chatId, messageId: createId(random), body: 'Again' });
    const answers = await Promise.all(Array.from({ length: 40 }, send));
    expect(answers.slice(0, 19).map((answer) => messageOf(answer).seq)).toEqual(
      Array.from({ length: 19 }, (_, at) => at + 1),
    );
    expect(answers.slice(19)).toEqual(Array.from({ length: 21 }, () => tooMany));
    expect(await other.ask('chat:open', opening())).toMatchObject({ ok: true });
    for (const socket of [flooder, other]) socket.close();
  });

  test.each([
    ['requests that do not wait', '42/visitor,["typing:set",{}]'],
    ['events that nobody knows', '42/visitor,["x"]'],
    ['namespaces that nobody knows', '40/x,{}'],
    ['acknowledgements', '43/visitor,1[]'],
  ])('of %s is cut, while others are served', async (_what, frame) => {
    await open({ rateLimits: { ...noLimits, requests: { points: 50, duration: 60 } } });
    const [flooder, other] = [await joinRaw(gateway.url), await joinRaw(gateway.url)];
    for (let sent = 0; sent < 300; sent += 1) flooder.send(frame);
    await flooder.closed;
    expect(await other.ask('chat:open', opening())).toMatchObject({ ok: true });
    const refused = (await gateway.readLog()).split('\n').filter((line) => line.includes('event-refused'));
    expect(refused.length).toBeLessThanOrEqual(200);
    other.close();
  });

  test('of chats is told to wait, and the chats that are open go on', async () => {
    await open({ rateLimits: { ...noLimits, chats: { points: 3, duration: 600 } } });
    const visitor = await joinRaw(gateway.url);
    const chatId = await openChat(visitor);
    for (let more = 0; more < 2; more += 1) await openChat(visitor);
    expect(await visitor.ask('chat:open', opening())).toEqual(tooMany);
    // Nor over another connection.
    const second = await joinRaw(gateway.url);
    expect(await second.ask('chat:open', opening())).toEqual(tooMany);
    const sent = await visitor.ask('message:send', { chatId, messageId: createId(random), body: 'Still here' });
    expect(sent).toMatchObject({ ok: true });
    for (const socket of [visitor, second]) socket.close();
  });

  test('of statements about consent is told to wait, over another connection too, and the chat goes on', async () => {
    await open({ rateLimits: { ...noLimits, statements: { points: 2, duration: 600 } } });
    const visitor = await joinRaw(gateway.url);
    const chatId = await openChat(visitor);
    const state = (number: number) => ({
      visitorToken: createCapability(random),
      statement: statement(number, { history: 'granted' }),
    });
    for (const number of [1, 2]) expect(await visitor.ask('consent:state', state(number))).toMatchObject({ ok: true });
    const second = await joinRaw(gateway.url);
    expect(await second.ask('consent:state', state(3))).toEqual(tooMany);
    const sent = await visitor.ask('message:send', { chatId, messageId: createId(random), body: 'Still here' });
    expect(sent).toMatchObject({ ok: true });
    for (const socket of [visitor, second]) socket.close();
  });

  test('of connections is told for how long to wait', async () => {
    await open({ rateLimits: { ...noLimits, connections: { points: 2, duration: 60 } } });
    const visitors = [await connectVisitor(gateway.url), await connectVisitor(gateway.url)];
    await expect(connectVisitor(gateway.url)).rejects.toMatchObject({
      message: 'too-many',
      data: { code: 'too-many', retryAfterMs: expect.any(Number) },
    });
    expect(await visitors[0]?.ask('chat:open', opening())).toMatchObject({ ok: true });
    for (const visitor of visitors) visitor.close();
  });

  test('of handshakes that join nothing is refused before anything is made for it', async () => {
    await open({ rateLimits: { ...noLimits, connections: { points: 5, duration: 60 } } });
    const visitor = await connectVisitor(gateway.url);
    const greet = () => fetch(`${gateway.url}/socket/?EIO=4&transport=polling`);
    const statuses: number[] = [];
    for (let tries = 0; tries < 25; tries += 1) statuses.push((await greet()).status);
    expect(statuses.filter((status) => status === 200).length).toBe(19);
    expect(statuses.slice(19).every((status) => status === 403)).toBe(true);
    expect(await visitor.ask('chat:open', opening())).toMatchObject({ ok: true });
    visitor.close();
  });
});

describe('CASE 30: a slow reader', () => {
  const requests = { points: 2_000, duration: 60 };
  const body = 'x'.repeat(limits.messageBodyLength);
  const wideBody = '茶'.repeat(limits.messageBodyLength);

  async function fillChat(visitor: RawSocket): Promise<string> {
    const chatId = await openChat(visitor);
    const send = () => visitor.ask('message:send', { chatId, messageId: createId(random), body });
    await Promise.all(Array.from({ length: limits.fetchMessages }, send));
    return chatId;
  }

  test('of answers is cut, and what is kept for it is bounded', async () => {
    await open({ rateLimits: { ...noLimits, requests } });
    const [reader, other] = [await joinRaw(gateway.url), await joinRaw(gateway.url)];
    const chatId = await fillChat(reader);
    // Each answer is 800 kB; the kernel takes a few.
    const ask = `42/visitor,9["message:fetch",{"chatId":"${chatId}"}]`;
    reader.webSocket.pause();
    const before = process.memoryUsage.rss();
    for (let asked = 0; asked < 60; asked += 1) {
      reader.send(ask);
      await other.ask('typing:set', {});
    }
    expect(process.memoryUsage.rss() - before).toBeLessThan(200 * 1024 * 1024);
    expect(await other.ask('chat:open', opening())).toMatchObject({ ok: true });
    reader.webSocket.resume();
    await reader.closed;
    other.close();
  });

  test('of what others write is cut; they are not kept waiting', async () => {
    await open({ rateLimits: { ...noLimits, requests } });
    const [reader, writer] = [await joinRaw(gateway.url), await joinRaw(gateway.url)];
    const capability = createCapability(random);
    const [, joined] = [
      await reader.ask('chat:open', { ...opening(), capability }),
      await writer.ask('chat:open', { ...opening(), capability }),
    ];
    const chatId = chatIdOf(joined);
    reader.webSocket.pause();
    // Eight megabytes: more than the kernel's buffers and one of ours.
    for (let round = 0; round < 12; round += 1) {
      const send = () => writer.ask('message:send', { chatId, messageId: createId(random), body: wideBody });
      await Promise.all(Array.from({ length: 60 }, send));
    }
    reader.webSocket.resume();
    await reader.closed;
    expect(await writer.ask('message:fetch', { chatId })).toMatchObject({ ok: true, value: { headSeq: 720 } });
    writer.close();
  });

  test('of pongs is cut', async () => {
    await open({ rateLimits: noLimits });
    const reader = await openRaw(gateway.url);
    reader.send(joining);
    reader.webSocket.pause();
    const payload = Buffer.alloc(125);
    let isOpen = true;
    void reader.closed.then(() => (isOpen = false));
    for (let sent = 0; isOpen && sent < 400_000; sent += 1) {
      reader.webSocket.ping(payload);
      if (sent % 2_000 === 0) await wait(0);
    }
    reader.webSocket.resume();
    await reader.closed;
    expect(reader.webSocket.readyState).toBe(3);
  });

  test('that reads in time is not: an answer may be larger than the limit', async () => {
    await open({ rateLimits: { ...noLimits, requests } });
    const visitor = await joinRaw(gateway.url);
    const chatId = await openChat(visitor);
    const send = () => visitor.ask('message:send', { chatId, messageId: createId(random), body: wideBody });
    await Promise.all(Array.from({ length: limits.fetchMessages }, send));
    for (let asked = 0; asked < 3; asked += 1) {
      const fetched = await visitor.ask('message:fetch', { chatId });
      expect(messagesOf(fetched)).toHaveLength(limits.fetchMessages);
    }
    visitor.close();
  });
});

test('CASE 30: 2,000 connections that come and go leave nothing behind', async () => {
  await open({ rateLimits: noLimits });
  const comeAndGo = async (): Promise<void> => {
    const visitor = await joinRaw(gateway.url);
    visitor.close();
    await visitor.closed;
  };
  const round = async (connections: number): Promise<number> => {
    for (let made = 0; made < connections; made += 50) await Promise.all(Array.from({ length: 50 }, comeAndGo));
    return heldBytes();
  };
  const warm = await round(300);
  const after = await round(2_000);
  // A kilobyte for each would be seen.
  expect(after - warm).toBeLessThan(2 * 1024 * 1024);
  expect(await (await joinRaw(gateway.url)).ask('chat:open', opening())).toMatchObject({ ok: true });
}, 40_000);

test('CASE 30: a connection that joins nothing is hung up on in ten seconds', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    await open({ rateLimits: noLimits });
    const idle = await openRaw(gateway.url);
    const refused = await openRaw(gateway.url);
    refused.send('40/admin,{}');
    await vi.advanceTimersByTimeAsync(9_000);
    expect([idle.webSocket.readyState, refused.webSocket.readyState]).toEqual([1, 1]);
    await vi.advanceTimersByTimeAsync(1_000);
    await Promise.all([idle.closed, refused.closed]);
  } finally {
    vi.useRealTimers();
  }
});

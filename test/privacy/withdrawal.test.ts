import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createCapability, createId } from '@handlr/core';
import { admit, gatewayRegister, operatorConsent as consent } from '@handlr/privacy';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashSecret } from '../../packages/gateway/src/secret.ts';
import { systemClock as clock, systemRandom as random } from '../../packages/gateway/src/system.ts';
import { statement } from '../behaviours/consent/gateway.ts';
import { chatRow, messageRow } from '../contracts/admitted-records.ts';
import { chatIdOf } from '../security/answers.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { connectVisitor, type TestSocket } from '../support/socket-client.ts';

const otherChats = 10_000;
const tries = 30;
const page = { url: 'https://shop.example/shop/blue-teapot', title: 'Blue teapot' };
const unlimited = { points: 1_000_000, duration: 60 };

let gateway: TestGateway;
let isBusy = true;
let sent = 0;
let traffic: readonly Promise<void>[] = [];
const sockets: TestSocket[] = [];

beforeAll(async () => {
  gateway = await startTestGateway({
    rateLimits: { connections: unlimited, chats: unlimited, requests: unlimited },
  });
  const { store, siteId } = gateway;
  const context = { consent, nowMs: clock.nowMs() };
  await Promise.all(
    Array.from({ length: otherChats }, async (_, count) => {
      const chatId = `other-${count}`;
      await store.openChat(admit(gatewayRegister.chats, chatRow({ siteId, chatId }), context));
      await store.appendMessage(admit(gatewayRegister.messages, messageRow({ siteId, chatId }), context));
    }),
  );
  traffic = Array.from({ length: 8 }, makeTraffic);
}, 120_000);

afterAll(async () => {
  isBusy = false;
  await Promise.all(traffic);
  for (const socket of sockets) socket.close();
  await gateway.close();
});

describe(`among ${otherChats} other chats, under traffic`, () => {
  test(`a withdrawal leaves no byte in the database nor in its log: ${tries} tries, median within 5 s, each within 60 s`, async () => {
    const before = sent;
    const durationsMs: number[] = [];
    for (let count = 0; count < tries; count += 1) {
      const { visitor, chatId, visitorToken } = await remembered();
      const mark = hashSecret(visitorToken);
      expect(await placesOf(mark)).not.toEqual([]);
      const startedMs = performance.now();
      const withdrawn = statement(2, { history: 'withdrawn' });
      expect(await visitor.ask('consent:state', { chatId, visitorToken, statement: withdrawn })).toMatchObject({
        ok: true,
        value: { inForce: { history: 'withheld' } },
      });
      expect(await placesOf(mark)).toEqual([]);
      durationsMs.push(performance.now() - startedMs);
      visitor.close();
    }
    expectInTime(durationsMs);
    // Others went on meanwhile.
    expect(sent).toBeGreaterThan(before + tries);
  }, 240_000);

  test('CASE 11: an erased chat leaves no byte either, and the others are all there', async () => {
    const durationsMs: number[] = [];
    for (let count = 0; count < 10; count += 1) {
      const { visitor, chatId } = await remembered();
      const body = `Erase me: ${createId(random)}`;
      await visitor.ask('message:send', { chatId, messageId: createId(random), body });
      expect(await placesOf(body)).not.toEqual([]);
      const startedMs = performance.now();
      expect(await visitor.ask('chat:erase', { chatId })).toMatchObject({ ok: true });
      expect(await placesOf(body)).toEqual([]);
      expect(await placesOf(chatId)).toEqual([]);
      durationsMs.push(performance.now() - startedMs);
      visitor.close();
    }
    expectInTime(durationsMs);
    const left = await gateway.store.readMessages({ siteId: gateway.siteId, chatId: 'other-4711' }, 'public', {
      limit: 9,
    });
    expect(left.messages).toHaveLength(1);
  }, 240_000);
});

function expectInTime(durationsMs: readonly number[]): void {
  const sorted = durationsMs.toSorted((one, other) => one - other);
  expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(5_000);
  expect(sorted.at(-1)).toBeLessThan(60_000);
}

/** A visitor who chats, agreed, and visited. */
async function remembered() {
  const visitor = await openChat();
  const visitorToken = createCapability(random);
  const { chatId, ask } = visitor;
  await ask('consent:state', { chatId, visitorToken, statement: statement(1, { history: 'granted' }) });
  expect(await ask('visit:report', { chatId, visitorToken, page })).toMatchObject({ ok: true });
  return { visitor, chatId, visitorToken };
}

async function openChat() {
  const socket = await connectVisitor(gateway.url);
  sockets.push(socket);
  const chatId = chatIdOf(
    await socket.ask('chat:open', { capability: createCapability(random), page, position: null }),
  );
  return { ...socket, chatId };
}

/** Writes again whenever it was answered, until the test is over. */
async function makeTraffic(): Promise<void> {
  const { ask, chatId } = await openChat();
  while (isBusy) {
    await ask('message:send', { chatId, messageId: createId(random), body: 'Traffic' });
    sent += 1;
    await wait(5);
  }
}

async function placesOf(mark: string): Promise<string[]> {
  const found: string[] = [];
  for (const name of ['handlr.db', 'handlr.db-wal']) {
    if ((await readFile(join(gateway.folder, 'data', name))).includes(mark)) found.push(name);
  }
  return found;
}

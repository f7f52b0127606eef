import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createHmac } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { createCapability, createId } from '@handlr/core';
import type { Ban, BanScope } from '@handlr/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemRandom as random } from '../../packages/gateway/src/system.ts';
import { banOf, bansOf } from '../support/ban-answers.ts';
import { addressNeedles, beyondChance, scanFolder } from '../support/byte-scan.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { knownAddresses } from '../support/known-addresses.ts';
import { createTestRandom } from '../support/random.ts';
import { connectAgent, connectVisitor, type TestSocket } from '../support/socket-client.ts';
import { chatIdOf } from './answers.ts';

const page = { url: 'https://shop.example/', title: '' };
const env = { HANDLR_TRUSTED_PROXIES: 'loopback' };
const unlimited = { points: 100_000, duration: 60 };
const rateLimits = { connections: unlimited, chats: unlimited, requests: unlimited };
const ipv4 = '81.2.69.160';
const [, ipv6 = ''] = knownAddresses(2, createTestRandom(31)).map(({ address }) => address);
const transports = [['websocket'], ['polling']] as const;

let gateway: TestGateway;
let agent: TestSocket;
let cookie: string;
beforeEach(async () => {
  gateway = await startTestGateway({ env, rateLimits });
  cookie = await gateway.signIn('supervisor');
  agent = await connectAgent(gateway.url, cookie);
});
afterEach(async () => {
  agent.close();
  await gateway.close();
});

type From = {
  readonly address: string;
  readonly transport?: readonly string[];
  readonly headers?: Record<string, string>;
};

function connect({ address, transport = ['websocket'], headers = {} }: From): Promise<TestSocket> {
  return connectVisitor(gateway.url, {
    headers: { ...headers, 'x-forwarded-for': address },
    transports: [...transport],
  });
}

async function openChat(from: From) {
  const visitor = await connect(from);
  const capability = createCapability(random);
  const opened: unknown = await visitor.ask('chat:open', { capability, page, position: null });
  return { visitor, capability, chatId: chatIdOf(opened) };
}

async function ban(chatId: string, scope: BanScope = 'network', forMs?: number): Promise<Ban> {
  const { siteId } = gateway;
  const asked = { siteId, chatId, scope, reason: 'abuse', note: '', ...(forMs === undefined ? {} : { forMs }) };
  return banOf(await agent.ask('ban:add', asked));
}

/** Null for who is let in. */
async function refusalOf(from: From): Promise<unknown> {
  try {
    (await connect(from)).close();
    return null;
  } catch (error) {
    return error instanceof Error && 'data' in error ? error.data : error;
  }
}

describe('CASE 31: a ban is evaded neither', () => {
  test.each(transports)('by a new token, cleared storage or another tab, over %s', async (transport) => {
    const { chatId, capability, visitor } = await openChat({ address: ipv4, transport: [transport] });
    const { endsAt } = await ban(chatId);
    await expect.poll(() => visitor.socket.connected).toBe(false);
    // A browser that knows nothing of its past is all of these at once; one that still has its key is no better off.
    for (const again of transports) {
      expect(await refusalOf({ address: ipv4, transport: again })).toEqual({ code: 'closed', until: endsAt });
    }
    const neighbour = await connect({ address: '81.2.69.161', transport: [transport] });
    expect(await neighbour.ask('chat:resume', { capability, position: null })).toMatchObject({ ok: true });
    neighbour.close();
  });

  test('by another address inside the /64, while the neighbouring /64 is let in', async () => {
    const network = ipv6.split(':').slice(0, 4);
    const inside = (interface_: string): string => [...network, interface_].join(':');
    const { chatId } = await openChat({ address: inside('1:2:3:4') });
    const { endsAt } = await ban(chatId);
    for (const same of ['1:2:3:5', 'ffff:ffff:ffff:ffff', '0:0:0:1', 'dead:beef:0:1']) {
      expect(await refusalOf({ address: inside(same) })).toEqual({ code: 'closed', until: endsAt });
    }
    const last = Number.parseInt(network[3] ?? '', 16);
    for (const next of [last - 1, last + 1]) {
      const neighbour = [...network.slice(0, 3), next.toString(16), '1:2:3:4'].join(':');
      expect(await refusalOf({ address: neighbour })).toBeNull();
    }
  });

  test('by IPv4 written as IPv6, or by a port', async () => {
    await ban((await openChat({ address: ipv4 })).chatId);
    for (const address of [`::ffff:${ipv4}`, `${ipv4}:4711`, `[::ffff:${ipv4}]:80`]) {
      expect(await refusalOf({ address })).toMatchObject({ code: 'closed' });
    }
  });

  test('CASE 1: by headers that no hop of ours wrote', async () => {
    await ban((await openChat({ address: ipv4 })).chatId);
    const other = '85.214.132.117';
    const headers = { forwarded: `for=${other}`, 'x-real-ip': other, 'cf-connecting-ip': other };
    expect(await refusalOf({ address: ipv4, headers })).toMatchObject({ code: 'closed' });
    // What stands before the trusted hop's own word is the client's invention.
    expect(await refusalOf({ address: `${other}, ${ipv4}` })).toMatchObject({ code: 'closed' });
    // Nor does anybody get somebody else banned by them.
    expect(await refusalOf({ address: other, headers: { 'x-real-ip': ipv4 } })).toBeNull();
  });

  test('by a restart of the gateway, which counts on', async () => {
    const { endsAt } = await ban((await openChat({ address: ipv4 })).chatId);
    await refusalOf({ address: ipv4 });
    agent.close();
    await gateway.stop();
    gateway = await startTestGateway({ env, rateLimits, folder: gateway.folder });
    expect(await refusalOf({ address: ipv4 })).toEqual({ code: 'closed', until: endsAt });
    agent = await connectAgent(gateway.url, cookie);
    const listed = bansOf(await agent.ask('ban:list', { siteId: gateway.siteId }));
    expect(listed).toMatchObject([{ attempts: 2 }]);
  });
});

describe('a live cut', () => {
  test.each(transports)(
    'ends every socket of the network within a second, after a word, over %s',
    async (transport) => {
      const { visitor, chatId } = await openChat({ address: ipv4, transport: [transport] });
      const tab = await connect({ address: ipv4, transport: [transport] });
      const other = await connect({ address: '85.214.132.117', transport: [transport] });
      const startedAt = performance.now();
      const { endsAt } = await ban(chatId);
      await expect.poll(() => [visitor, tab].some(({ socket }) => socket.connected), { interval: 10 }).toBe(false);
      expect(performance.now() - startedAt).toBeLessThan(1_000);
      for (const cut of [visitor, tab]) expect(cut.heard('ban:closed')).toEqual([{ until: endsAt }]);
      expect([other.socket.connected, other.heard('ban:closed')]).toEqual([true, []]);
      other.close();
    },
  );

  test('nothing that the visitor sends afterwards is taken', async () => {
    const { visitor, chatId } = await openChat({ address: ipv4 });
    const send = () =>
      visitor.ask('message:send', { chatId, messageId: createId(random), body: 'One more' }).catch(() => null);
    const [, ...answers] = await Promise.all([ban(chatId), ...Array.from({ length: 50 }, send)]);
    const taken = answers.filter((answer) => answer?.ok === true).length;
    await expect.poll(() => visitor.socket.connected).toBe(false);
    const stored = await gateway.store.readMessages({ siteId: gateway.siteId, chatId }, 'public', { limit: 100 });
    expect(stored.headSeq).toBeGreaterThanOrEqual(taken);
    void send();
    await connect({ address: '85.214.132.117' }).then((other) => other.close());
    expect((await gateway.store.findChat({ siteId: gateway.siteId, chatId }))?.publicSeq).toBe(stored.headSeq);
  });
});

test('BAN11 a banned visitor is turned away once they show their token, from wherever and in whichever chat', async () => {
  const { visitor, chatId } = await openChat({ address: ipv4 });
  const visitorToken = createCapability(random);
  const granted = {
    number: 1,
    choices: { history: 'granted' },
    overGpc: false,
    banner: {},
    gpc: false,
    method: 'panel',
    policyVersion: 1,
    language: 'en',
  };
  await visitor.ask('consent:state', { chatId, visitorToken, statement: granted });
  await visitor.ask('visit:report', { chatId, visitorToken, page });
  const { endsAt } = await ban(chatId, 'visitor');
  await expect.poll(() => visitor.socket.connected).toBe(false);
  const again = await openChat({ address: '85.214.132.117' });
  const shown: unknown = await again.visitor.ask('visit:report', { visitorToken, page }).catch(() => null);
  expect(shown).not.toMatchObject({ ok: true });
  await expect.poll(() => again.visitor.socket.connected).toBe(false);
  expect(again.visitor.heard('ban:closed')).toEqual([{ until: endsAt }]);
});

test('BAN33 an agent may take back their own ban for a minute, and lift nobody else’s', async () => {
  const { siteId } = gateway;
  const theirs = await ban((await openChat({ address: ipv4 })).chatId, 'chat');
  const junior = await connectAgent(gateway.url, await gateway.signIn('agent'));
  expect(await junior.ask('ban:lift', { siteId, banId: theirs.banId })).toMatchObject({ error: { code: 'forbidden' } });
  const { chatId } = await openChat({ address: ipv4 });
  const made = banOf(await junior.ask('ban:add', { siteId, chatId, scope: 'chat', reason: 'spam', note: '' }));
  const own = { siteId, banId: made.banId };
  expect(await junior.ask('ban:lift', own)).toMatchObject({ ok: true });
  const database = new DatabaseSync(join(gateway.folder, 'data/handlr.db'), { timeout: 5_000 });
  database.prepare('UPDATE bans SET created_at = created_at - 61000, lifted_at = NULL').run();
  database.close();
  expect(await junior.ask('ban:lift', own)).toMatchObject({ error: { code: 'forbidden' } });
  junior.close();
});

test('CASE 2: no address of who is banned, turned away or cut is in any file, key or log', async () => {
  const addresses = knownAddresses(40, createTestRandom(20_261_125)).map(({ address }) => address);
  for (const address of addresses) {
    const { chatId } = await openChat({ address });
    await ban(chatId);
    expect(await refusalOf({ address })).toMatchObject({ code: 'closed' });
  }
  const needles = addresses.flatMap(addressNeedles);
  const scan = async () => beyondChance((await scanFolder(gateway.folder, needles)).findings);
  expect((await readdir(join(gateway.folder, 'keys/bans'))).length).toBe(2);
  expect(await scan()).toEqual([]);
  await gateway.stop();
  expect(await scan()).toEqual([]);
  gateway = await startTestGateway({ env, rateLimits, folder: gateway.folder });
  expect(await refusalOf({ address: addresses[0] ?? '' })).toMatchObject({ code: 'closed' });
}, 60_000);

/*
 * What a thief has of a network. A tag is 128 bits of HMAC-SHA-256 under a random key of 256 bits that is not in the database.
 * IPv4 has 2^32 addresses: whoever HAS the keys tries them all, at a million tags a second in 72 minutes. Whoever has not must
 * find a key first: 2^256 of them, and a candidate that fits one tag fits by chance for 2^256 / 2^128 others, so not even
 * finding one would tell. A space of 256 addresses is as safe as one of four billion, and shows both ways.
 */
describe('a stolen database', () => {
  const space = Array.from({ length: 256 }, (_, last) => `81.2.69.${last}`);

  async function stolenTags(): Promise<string[]> {
    const database = new DatabaseSync(join(gateway.folder, 'data/handlr.db'), { readOnly: true });
    const rows = database.prepare("SELECT subject FROM bans WHERE scope = 'network'").all();
    database.close();
    return rows.map(({ subject }) => String(subject));
  }

  /** The tag of every address of the space, as the gateway makes it. */
  function tagsOf(secret: Uint8Array, key: Uint8Array): Map<string, string> {
    const named = space.map((address): [string, string] => {
      const network = Uint8Array.from([4, ...address.split('.').map(Number)]);
      const first = createHmac('sha256', secret).update(network).digest().subarray(0, 16);
      return [createHmac('sha256', key).update(first).digest().subarray(0, 16).toString('base64url'), address];
    });
    return new Map(named);
  }

  test('with the key folder gives the address of 256 that was banned; without it none, whatever keys are tried', async () => {
    await ban((await openChat({ address: ipv4 })).chatId);
    const tags = await stolenTags();
    expect(tags).toHaveLength(1);
    const folder = join(gateway.folder, 'keys/bans');
    const names = (await readdir(folder)).toSorted((one, other) => one.length - other.length);
    const [secret, key] = await Promise.all(names.map((name) => readFile(join(folder, name))));
    if (secret === undefined || key === undefined) throw new Error('There are two keys');
    expect(tags.map((tag) => tagsOf(secret, key).get(tag))).toEqual([ipv4]);

    const bytes = await readFile(join(gateway.folder, 'data/handlr.db'));
    expect([bytes.includes(secret), bytes.includes(key)]).toEqual([false, false]);
    const guesses = Array.from({ length: 200 }, () => tagsOf(random.bytes(32), random.bytes(32)));
    // One of both is not enough either.
    guesses.push(tagsOf(secret, random.bytes(32)), tagsOf(random.bytes(32), key));
    expect(guesses.flatMap((guess) => tags.filter((tag) => guess.has(tag)))).toEqual([]);
  });
});

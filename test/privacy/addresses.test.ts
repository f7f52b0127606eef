import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createCapability, createId } from '@handlr/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemRandom } from '../../packages/gateway/src/system.ts';
import { addressNeedles, beyondChance, type Needle, scanFolder } from '../support/byte-scan.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { type KnownAddress, knownAddresses } from '../support/known-addresses.ts';
import { createTestRandom } from '../support/random.ts';
import { connectVisitor, type TestSocket } from '../support/socket-client.ts';

const visitors = 200;
const addresses = knownAddresses(visitors, createTestRandom(20_261_123));
const needles: Needle[] = addresses.flatMap(({ address }) => addressNeedles(address));
const page = { url: 'https://shop.example/shop/blue-teapot', title: 'Blue teapot' };

let gateway: TestGateway;
let sockets: TestSocket[] = [];

/** Through a trusted hop, as a reverse proxy would forward it. Every other header lies. */
async function visit({ address }: KnownAddress, index: number): Promise<TestSocket> {
  const visitor = await connectVisitor(gateway.url, {
    headers: {
      'x-forwarded-for': address,
      forwarded: 'for=198.51.100.99',
      'x-real-ip': '198.51.100.98',
      'cf-connecting-ip': '198.51.100.97',
    },
    transports: index % 4 === 0 ? ['polling'] : ['websocket'],
  });
  const name = `Visitor ${index}`;
  const opened = await visitor.ask('chat:open', {
    capability: createCapability(systemRandom),
    page,
    name,
    position: null,
  });
  if (!opened.ok) throw new Error(opened.error.code);
  const { chatId } = opened.value['chat'] as { chatId: string };
  await visitor.ask('message:send', { chatId, messageId: createId(systemRandom), body: 'Hello' });
  return visitor;
}

async function scan() {
  const { findings, files, bytesScanned } = await scanFolder(gateway.folder, needles);
  return { findings: beyondChance(findings), files, bytesScanned };
}

beforeAll(async () => {
  const unlimited = { points: 100_000, duration: 60 };
  gateway = await startTestGateway({
    env: { HANDLR_TRUSTED_PROXIES: 'loopback' },
    rateLimits: { connections: unlimited, chats: unlimited, requests: unlimited },
  });
  for (let from = 0; from < visitors; from += 20) {
    const group = addresses.slice(from, from + 20);
    sockets = [...sockets, ...(await Promise.all(group.map((address, index) => visit(address, from + index))))];
  }
}, 60_000);

afterAll(async () => {
  for (const socket of sockets) socket.close();
  await gateway.close();
});

describe(`${visitors} visitors with distinct public addresses, through a trusted hop`, () => {
  test('their countries are right', async () => {
    const chats = await gateway.store.listOpenChats('all', visitors);
    const countries = Object.fromEntries(chats.map(({ chat }) => [chat.visitorName, chat.country]));
    const expected = Object.fromEntries(addresses.map(({ country }, index) => [`Visitor ${index}`, country]));
    expect(countries).toEqual(expected);
  });

  test('no address is in any file or in the log, in any encoding, while they are connected', async () => {
    const { findings, files, bytesScanned } = await scan();
    expect(findings).toEqual([]);
    expect(files).toBeGreaterThanOrEqual(3);
    expect(bytesScanned).toBeGreaterThan(100_000);
    expect((await gateway.readLog()).includes('connection-admitted')).toBe(true);
  }, 60_000);
});

describe('the scan finds a leak that is planted in a copy of', () => {
  const canary = addresses[1]?.address ?? '';
  const found = new Map(addressNeedles(canary).map(({ form, bytes }) => [form, bytes]));
  const as = (form: string): Buffer => found.get(form) ?? Buffer.alloc(0);
  const decimal = (): string => as('decimal').toString();

  /** Leaves the change in the write-ahead log, or brings it into the database. */
  async function leakInto(folder: string, checkpoint: boolean, sql: string, value: string | Buffer): Promise<void> {
    const database = new DatabaseSync(join(folder, 'data/handlr.db'));
    database.exec('PRAGMA wal_autocheckpoint = 0');
    database.prepare(sql).run(value);
    if (checkpoint) database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    const wal = await readFile(join(folder, 'data/handlr.db-wal'));
    database.close();
    if (!checkpoint) await writeFile(join(folder, 'data/handlr.db-wal'), wal);
  }

  async function leakAll(folder: string): Promise<void> {
    const database = new DatabaseSync(join(folder, 'data/handlr.db'));
    const leak = database.prepare('UPDATE chats SET browser = ? WHERE visitor_name = ?');
    addresses.forEach(({ address }, index) => {
      const raw = addressNeedles(address).find(({ form }) => form === 'bytes')?.bytes ?? Buffer.alloc(0);
      leak.run(raw, `Visitor ${index}`);
    });
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    database.close();
  }

  test.each<[string, string, (folder: string) => Promise<void>]>([
    ['a column, as text', 'data/handlr.db', (at) => leakInto(at, true, 'UPDATE chats SET page_title = ?', canary)],
    ['a column, as bytes of them all', 'data/handlr.db', leakAll],
    [
      'the write-ahead log',
      'data/handlr.db-wal',
      (at) => leakInto(at, false, 'UPDATE chats SET country = ?', decimal()),
    ],
    ['the log', 'log', (at) => appendFile(join(at, 'log'), `{"event":"x","from":"${canary}"}\n`)],
    ['a temporary file, as hexadecimal', 'data/tmp', (at) => writeFile(join(at, 'data/tmp'), as('hexadecimal'))],
    [
      'the key folder, as base64',
      'keys/note',
      (at) => writeFile(join(at, 'keys/note'), as('bytes').toString('base64')),
    ],
  ])('%s', async (_what, place, leak) => {
    const copy = await mkdtemp(join(tmpdir(), 'handlr-planted-'));
    try {
      await cp(gateway.folder, copy, { recursive: true });
      await leak(copy);
      const wanted = leak === leakAll ? needles : addressNeedles(canary);
      const findings = beyondChance((await scanFolder(copy, wanted)).findings);
      expect(findings.map((finding) => finding.place)).toContain(place);
    } finally {
      await rm(copy, { recursive: true, force: true });
    }
  });
});

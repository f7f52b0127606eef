import { afterEach, describe, expect, test } from 'vitest';
import { createCapability } from '@handlr/core';
import { systemRandom as random } from '../../packages/gateway/src/system.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { knownAddresses } from '../support/known-addresses.ts';
import { createTestRandom } from '../support/random.ts';
import { connectVisitor } from '../support/socket-client.ts';

const unlimited = { points: 100_000, duration: 60 };
const page = { url: 'https://shop.example/teapots', title: '' };
const [known, other] = knownAddresses(4, createTestRandom(7));
const address = known?.address ?? '';
const otherAddress = other?.address ?? '';

let gateway: TestGateway;
afterEach(() => gateway.close());

async function start(connections: number, trusted: string): Promise<void> {
  const limited = { points: connections, duration: 60 };
  gateway = await startTestGateway({
    env: trusted === '' ? {} : { HANDLR_TRUSTED_PROXIES: trusted },
    rateLimits: { connections: limited, chats: unlimited, requests: unlimited },
  });
}

async function countryOf(headers: Record<string, string>): Promise<string | null | undefined> {
  const visitor = await connectVisitor(gateway.url, { headers });
  await visitor.ask('chat:open', { capability: createCapability(random), page, position: null });
  visitor.close();
  return (await gateway.store.listOpenChats('all', 20)).at(-1)?.chat.country;
}

/** Everything that some proxy somewhere says an address in. */
const lies = [
  'x-forwarded-for',
  'forwarded',
  'x-real-ip',
  'cf-connecting-ip',
  'true-client-ip',
  'x-client-ip',
  'x-cluster-client-ip',
  'fastly-client-ip',
  'ip',
];

describe('CASE 1: without a configured hop', () => {
  test('no header says where somebody is', async () => {
    await start(100, '');
    for (const header of lies) {
      const value = header === 'forwarded' ? `for=${address}` : address;
      expect(await countryOf({ [header]: value }), header).toBeNull();
    }
    expect(await gateway.readLog()).not.toContain(address);
  });

  test('no header makes somebody else of a flooder', async () => {
    await start(2, '');
    const visitors = [];
    for (const header of lies.slice(0, 2))
      visitors.push(await connectVisitor(gateway.url, { headers: { [header]: address } }));
    await expect(connectVisitor(gateway.url, { headers: { 'x-forwarded-for': otherAddress } })).rejects.toThrow(
      'too-many',
    );
    await expect(connectVisitor(gateway.url, { headers: { 'x-real-ip': otherAddress } })).rejects.toThrow('too-many');
    for (const visitor of visitors) visitor.close();
  });
});

describe('CASE 1: behind a configured hop', () => {
  test('its word counts, and no other header’s', async () => {
    await start(100, 'loopback');
    expect(await countryOf({ 'x-forwarded-for': address })).toBe(known?.country);
    expect(
      await countryOf({ 'x-real-ip': address, 'cf-connecting-ip': address, forwarded: `for=${address}` }),
    ).toBeNull();
  });

  test('what the sender wrote before the hop did changes nothing', async () => {
    await start(1, 'loopback');
    const visitor = await connectVisitor(gateway.url, {
      headers: { 'x-forwarded-for': `${otherAddress}, ${address}` },
    });
    const again = connectVisitor(gateway.url, { headers: { 'x-forwarded-for': `127.0.0.1, ${address}` } });
    await expect(again).rejects.toThrow('too-many');
    visitor.close();
  });
});

import { createCapability, createId } from '@handlr/core';
import { protocolVersion } from '@handlr/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemRandom as random } from '../../packages/gateway/src/system.ts';
import { siteKey, startTestGateway, type TestGateway } from '../support/gateway.ts';
import { connectAgent, connectVisitor, type TestSocket } from '../support/socket-client.ts';
import { chatIdOf, inboxOf, messageOf } from './answers.ts';

const page = { url: 'https://shop.example/teapots', title: '' };
const invalid = { ok: false, error: { code: 'invalid' } };

let gateway: TestGateway;
let visitor: TestSocket;
let agent: TestSocket;
let chatId: string;

beforeAll(async () => {
  gateway = await startTestGateway();
  visitor = await connectVisitor(gateway.url);
  agent = await connectAgent(gateway.url, await gateway.signIn('agent', gateway.siteId));
  const opened: unknown = await visitor.ask('chat:open', opening());
  chatId = chatIdOf(opened);
});

afterAll(async () => {
  for (const socket of [visitor, agent]) socket.close();
  await gateway.close();
});

const opening = () => ({ capability: createCapability(random), page, position: null });
const sending = () => ({ chatId, messageId: createId(random), body: 'Hello' });

describe('CASE 27: what only the gateway says is refused from a visitor:', () => {
  const claims: readonly (readonly [string, unknown])[] = [
    ['role', 'owner'],
    ['siteId', 'x'.repeat(22)],
    ['seq', 7],
    ['at', 0],
    ['sentAt', 0],
    ['room', 'inbox'],
    ['audience', 'team'],
    ['sender', { kind: 'agent', agentId: 'x'.repeat(22), name: 'Support' }],
    ['agentId', 'x'.repeat(22)],
    ['country', 'XX'],
    ['consent', { history: 'granted' }],
    ['ip', '198.51.100.7'],
    ['state', 'active'],
  ];

  test.each(claims)('%s', async (field, value) => {
    expect(await visitor.ask('message:send', { ...sending(), [field]: value })).toEqual(invalid);
    expect(await visitor.ask('chat:open', { ...opening(), [field]: value })).toEqual(invalid);
    expect(await visitor.ask('chat:open', { ...opening(), page: { ...page, [field]: value } })).toEqual(invalid);
    const auth = { protocol: protocolVersion, siteKey, [field]: value };
    await expect(connectVisitor(gateway.url, { auth })).rejects.toThrow('invalid');
  });

  test('CASE 15: a consent that a handshake or an event brings along changes nothing', async () => {
    const opened: unknown = await agent.ask('inbox:watch', {});
    const { chats } = inboxOf(opened);
    expect(chats[0]?.consent).toMatchObject({ history: 'withheld', contact: 'withheld', location: 'withheld' });
  });
});

describe('CASE 27: what only the gateway says is refused from an agent:', () => {
  test.each<[string, unknown]>([
    ['role', 'owner'],
    ['agentId', 'x'.repeat(22)],
    ['sender', { kind: 'visitor' }],
    ['name', 'Somebody else'],
    ['seq', 7],
    ['sentAt', 0],
  ])('%s', async (field, value) => {
    const payload = { siteId: gateway.siteId, ...sending(), audience: 'public', [field]: value };
    expect(await agent.ask('message:send', payload)).toEqual(invalid);
    const headers = { auth: { protocol: protocolVersion, [field]: value } };
    await expect(connectAgent(gateway.url, await gateway.signIn('agent'), headers)).rejects.toThrow('invalid');
  });
});

test('CASE 27: seq, time and sender are the gateway’s own, whatever came before', async () => {
  const beforeMs = Date.now();
  const sent = await visitor.ask('message:send', sending());
  expect(sent).toMatchObject({ ok: true, value: { message: { seq: 1, sender: { kind: 'visitor' } } } });
  const { sentAt } = messageOf(sent);
  expect(sentAt).toBeGreaterThanOrEqual(beforeMs);
  expect(sentAt).toBeLessThanOrEqual(Date.now());
});

test('CASE 27: a read mark is not moved past what there is, nor back', async () => {
  await visitor.ask('message:send', sending());
  const read = async (seq: number) => {
    await visitor.ask('read:mark', { chatId, seq });
    return (await gateway.store.findChat({ siteId: gateway.siteId, chatId }))?.readByVisitorSeq;
  };
  expect(await read(1)).toBe(1);
  expect(await read(Number.MAX_SAFE_INTEGER)).toBe(1);
  expect(await read(0)).toBe(1);
  for (const seq of [-1, 1.5, Number.MAX_SAFE_INTEGER + 1, '1', null]) {
    expect(await visitor.ask('read:mark', { chatId, seq })).toEqual(invalid);
  }
});

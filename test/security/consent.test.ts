import { createCapability, createId } from '@handlr/core';
import { agentRequests, protocolVersion, visitorRequests } from '@handlr/protocol';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { systemRandom as random } from '../../packages/gateway/src/system.ts';
import { statement } from '../behaviours/consent/gateway.ts';
import { siteKey, startTestGateway, type TestGateway } from '../support/gateway.ts';
import { connectAgent, connectVisitor, type TestSocket } from '../support/socket-client.ts';
import { chatIdOf } from './answers.ts';

const page = { url: 'https://shop.example/shop/blue-teapot', title: 'Blue teapot' };
const unlimited = { points: 100_000, duration: 60 };

let gateway: TestGateway;
let agent: TestSocket;
const sockets: TestSocket[] = [];

beforeAll(async () => {
  gateway = await startTestGateway({ rateLimits: { connections: unlimited, chats: unlimited, requests: unlimited } });
  agent = await connectAgent(gateway.url, await gateway.signIn('agent'));
  await agent.ask('inbox:watch', {});
});

afterAll(async () => {
  for (const socket of [agent, ...sockets]) socket.close();
  await gateway.close();
});

async function visit(headers: Record<string, string> = {}) {
  const { ask, heard, ...socket } = await connectVisitor(gateway.url, { headers });
  sockets.push({ ask, heard, ...socket });
  const capability = createCapability(random);
  const chatId = chatIdOf(await ask('chat:open', { capability, page, position: null }));
  return { ask, heard, chatId, capability, visitorToken: createCapability(random) };
}

describe('CASE 14: the header Sec-GPC', () => {
  test.each([
    ['1', 'withheld'],
    ['0', 'granted'],
    ['true', 'granted'],
    ['1, 1', 'granted'],
    ['', 'granted'],
  ])('"%s" leaves a granted history %s', async (value, outcome) => {
    const { ask, chatId, visitorToken } = await visit({ 'sec-gpc': value });
    const granted = statement(1, { history: 'granted', contact: 'granted' });
    expect(await ask('consent:state', { chatId, visitorToken, statement: granted })).toMatchObject({
      ok: true,
      value: { inForce: { history: outcome, contact: 'granted' } },
    });
    expect((await ask('visit:report', { chatId, visitorToken, page })).ok).toBe(outcome === 'granted');
  });
});

describe('CASE 15: consent comes by a visitor’s statement alone', () => {
  test('not by the handshake', async () => {
    const auth = { protocol: protocolVersion, siteKey, consent: { history: true } };
    await expect(connectVisitor(gateway.url, { auth })).rejects.toThrow('invalid');
  });

  test('not by an agent, who has no event for it', () => {
    for (const name of ['consent:state', 'visit:report', 'chat:erase']) {
      expect(Object.keys(visitorRequests)).toContain(name);
      expect(Object.keys(agentRequests)).not.toContain(name);
    }
  });

  test.each([
    ['a purpose that nobody decides about', { choices: { service: 'denied' } }],
    ['a word that is none', { choices: { history: 'yes' } }],
    ['a state that is no choice', { choices: { history: 'unknown' } }],
    ['a number that is none', { number: 0.5 }],
    ['a number below one', { number: 0 }],
    ['a method that is none', { method: 'force' }],
    ['a field too many', { decidedAt: 1 }],
    ['a key of the prototype', JSON.parse('{"choices":{"__proto__":"granted"}}')],
  ])('not by %s', async (_, change: object) => {
    const { ask, chatId, visitorToken } = await visit();
    const wrong = { ...statement(1, { history: 'granted' }), ...change };
    expect(await ask('consent:state', { chatId, visitorToken, statement: wrong })).toEqual({
      ok: false,
      error: { code: 'invalid' },
    });
    expect(await ask('visit:report', { chatId, visitorToken, page })).toEqual({
      ok: false,
      error: { code: 'withheld' },
    });
  });
});

test('CASE 26: nobody erases, states or visits in another’s chat', async () => {
  const [one, other] = [await visit(), await visit()];
  const notFound = { ok: false, error: { code: 'not-found' } };
  const { chatId } = other;
  const granted = statement(1, { history: 'granted' });
  expect(await one.ask('chat:erase', { chatId })).toEqual(notFound);
  expect(await one.ask('consent:state', { chatId, statement: granted })).toEqual(notFound);
  const { visitorToken } = one;
  expect(await one.ask('visit:report', { chatId, visitorToken, page })).toEqual(notFound);
  expect(await gateway.store.findChat({ siteId: gateway.siteId, chatId })).not.toBeNull();
});

test('FOR4 an erased chat leaves every socket: the visitor’s other tab, the agent’s inbox, and the rooms', async () => {
  const { ask, chatId, capability } = await visit();
  const otherTab = await connectVisitor(gateway.url);
  sockets.push(otherTab);
  await otherTab.ask('chat:resume', { capability, position: null });
  await agent.ask('chat:join', { siteId: gateway.siteId, chatId, audience: 'public', position: null });

  expect(await ask('chat:erase', { chatId })).toMatchObject({ ok: true });
  await vi.waitFor(() => {
    expect(otherTab.heard('chat:erased')).toEqual([{ chatId }]);
    expect(agent.heard('chat:erased')).toContainEqual({ chatId });
  });
  const late = { chatId, messageId: createId(random), body: 'Late' };
  expect(await otherTab.ask('message:send', late)).toEqual({ ok: false, error: { code: 'not-found' } });
  expect(await otherTab.ask('chat:resume', { capability, position: null })).toMatchObject({ ok: false });
  expect(await agent.ask('message:fetch', { siteId: gateway.siteId, chatId, audience: 'public' })).toMatchObject({
    value: { messages: [] },
  });
});

import { createCapability } from '@handlr/core';
import { protocolVersion } from '@handlr/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemRandom as random } from '../../packages/gateway/src/system.ts';
import { siteKey, startTestGateway, type TestGateway } from '../support/gateway.ts';
import { connectAgent, connectVisitor } from '../support/socket-client.ts';

const page = { url: 'https://shop.example/teapots?email=jane@doe.example#token=abc', title: 'Jane Doe' };
let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway();
});

afterAll(() => gateway.close());

async function openChat(headers: Record<string, string> = {}) {
  const visitor = await connectVisitor(gateway.url, { headers });
  const capability = createCapability(random);
  const opened = await visitor.ask('chat:open', { capability, page, position: null });
  return { visitor, capability, opened };
}

describe('a visitor’s socket', () => {
  test('is let in from an allowed origin, and opens a chat', async () => {
    const { visitor, opened } = await openChat();
    expect(opened).toMatchObject({
      ok: true,
      value: { chat: { state: 'waiting' }, catchUp: { recovery: 'snapshot' } },
    });
    visitor.close();
  });

  test.each([
    ['another origin', { headers: { origin: 'https://evil.example' } }, 'not-found'],
    ['no origin', { headers: { origin: '' } }, 'not-found'],
    ['the console’s own origin', { headers: { origin: 'http://localhost' } }, 'not-found'],
    ['an unknown site', { auth: { protocol: protocolVersion, siteKey: 'other-shop' } }, 'not-found'],
    ['another version', { auth: { protocol: 99, siteKey } }, 'version'],
    ['more than it may say', { auth: { protocol: protocolVersion, siteKey, role: 'owner' } }, 'invalid'],
    ['nothing', { auth: {} }, 'invalid'],
  ])('is refused with %s', async (_what, handshake, code) => {
    await expect(connectVisitor(gateway.url, handshake)).rejects.toThrow(code);
  });
});

describe('an agent’s socket', () => {
  test('is let in with a session, from the console', async () => {
    const agent = await connectAgent(gateway.url, await gateway.signIn('agent'));
    expect(await agent.ask('inbox:watch', {})).toMatchObject({ ok: true });
    agent.close();
  });

  test('CASE 24: is refused without a session, or from another page', async () => {
    const cookie = await gateway.signIn('agent');
    await expect(connectAgent(gateway.url, '')).rejects.toThrow('forbidden');
    await expect(connectAgent(gateway.url, `${cookie}x`)).rejects.toThrow('forbidden');
    const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' };
    await expect(connectAgent(gateway.url, cookie, { headers })).rejects.toThrow('forbidden');
  });

  test('CASE 24: without an origin, only the browser’s word that the console asked lets it in', async () => {
    const cookie = await gateway.signIn('agent');
    const from = (site: string) =>
      connectAgent(gateway.url, cookie, { headers: { origin: '', 'sec-fetch-site': site } });
    await expect(from('cross-site')).rejects.toThrow('forbidden');
    await expect(from('same-site')).rejects.toThrow('forbidden');
    await expect(from('')).rejects.toThrow('forbidden');
  });

  test('falls back to polling, where browsers send no origin', async () => {
    const cookie = await gateway.signIn('agent');
    const agent = await connectAgent(gateway.url, cookie, {
      headers: { 'sec-fetch-site': 'same-origin' },
      transports: ['polling'],
      origin: null,
    });
    expect(await agent.ask('inbox:watch', {})).toMatchObject({ ok: true });
    agent.close();
  });

  test('CASE 25: a visitor’s capability is worth nothing there', async () => {
    const { visitor, capability } = await openChat();
    await expect(connectAgent(gateway.url, `handlr-session=${capability}`)).rejects.toThrow('forbidden');
    visitor.close();
  });
});

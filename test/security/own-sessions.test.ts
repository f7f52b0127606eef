import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { createCapability } from '@handlr/core';
import type { AgentSession, Result } from '@handlr/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { invite } from '../../packages/gateway/src/staff/index.ts';
import { systemClock as clock, systemRandom as random } from '../../packages/gateway/src/system.ts';
import { hashSecret } from '../../packages/gateway/src/secret.ts';
import { endWithSession } from '../../packages/gateway/src/connection/end-with-session.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { connectAgent, type TestSocket } from '../support/socket-client.ts';

const hourMs = 60 * 60 * 1000;
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0';
const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.6668.71 Safari/537.36';
const forbidden = { ok: false, error: { code: 'forbidden' } };
const notFound = { ok: false, error: { code: 'not-found' } };

let gateway: TestGateway;
afterEach(() => gateway.close());

/** Each test has a gateway to itself, for calls are counted, and an agent, signed in once with Firefox. */
let signIn: (userAgent?: string) => Promise<string>;
let first: string;
beforeEach(async () => {
  gateway = await startTestGateway();
  const { store } = gateway;
  const email = 'maya@handlr.example';
  const authKey = createCapability(random);
  const token = await invite({ store, clock, random }, { role: 'agent', siteId: null, email, name: '' });
  const shown: Result<{ stretch: object }> = await (await call('invitation/show', '', { token })).json();
  if (!shown.ok) throw new Error('No invitation');
  const { stretch } = shown.value;
  const account = { token, name: 'Maya', email, stretch, authKey };
  first = cookieOf(await call('invitation/accept', '', account, { 'user-agent': firefox }));
  signIn = async (userAgent = chrome) =>
    cookieOf(await call('sign-in/finish', '', { email, authKey }, { 'user-agent': userAgent }));
});

function call(name: string, cookie: string, payload: object = {}, headers: Record<string, string> = {}) {
  return fetch(`${gateway.url}/api/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: gateway.url, cookie, ...headers },
    body: JSON.stringify(payload),
  });
}

const answerOf = async (response: Promise<Response>): Promise<unknown> => (await response).json();
const cookieOf = (response: Response): string => response.headers.getSetCookie()[0]?.split(';')[0] ?? '';

async function list(cookie: string): Promise<readonly AgentSession[]> {
  const listed: Result<{ sessions: AgentSession[] }> = await (await call('session/list', cookie)).json();
  if (!listed.ok) throw new Error(listed.error.code);
  return listed.value.sessions;
}

const idOf = async (cookie: string): Promise<string> =>
  (await list(cookie)).find(({ current }) => current)?.sessionId ?? '';

/** How long until the gateway hung up, in milliseconds, and whether it said why. */
function hungUp({ socket, heard }: TestSocket): Promise<{ afterMs: number; told: boolean }> {
  const startedMs = performance.now();
  return new Promise((resolve) =>
    socket.once('disconnect', () =>
      resolve({ afterMs: performance.now() - startedMs, told: heard('session:ended').length === 1 }),
    ),
  );
}

function query(sql: string, ...values: (string | number)[]): void {
  const database = new DatabaseSync(join(gateway.folder, 'data/handlr.db'));
  database.prepare(sql).run(...values);
  database.close();
}

describe('an agent’s list of sessions', () => {
  test('holds their own alone, with the browser and the times, and says which one asks', async () => {
    const startedMs = Date.now() - 60_000;
    await gateway.signIn('agent');
    const second = await signIn();
    const sessions = await list(second);
    expect(new Set(sessions.map(({ browser, current }) => `${browser}, ${current}`))).toEqual(
      new Set(['Chrome 129, true', 'Firefox 130, false']),
    );
    expect(sessions).toHaveLength(2);
    for (const { startedAt, lastUsedAt } of sessions) {
      expect(startedAt).toBeGreaterThan(startedMs);
      expect(lastUsedAt).toBeGreaterThanOrEqual(startedAt);
    }
    expect((await list(first)).find(({ current }) => current)?.browser).toBe('Firefox 130');
  });

  test('names them by what opens nothing: not the token, nor its hash, nor a cookie', async () => {
    const token = first.slice(first.indexOf('=') + 1);
    const sessionId = await idOf(first);
    const text = await (await call('session/list', first)).text();
    expect(text).not.toContain(token);
    expect(text).not.toContain(hashSecret(token));
    expect(hashSecret(token)).not.toContain(sessionId);
    for (const tried of [sessionId, sessionId.padEnd(43, 'A')]) {
      expect(await answerOf(call('session/show', `handlr-session=${tried}`))).toEqual(forbidden);
    }
  });

  test('leaves out what is over: unused for twelve hours, or older than a week', async () => {
    const [second, third] = [await signIn(), await signIn()];
    const hashOf = (cookie: string): string => hashSecret(cookie.slice(cookie.indexOf('=') + 1));
    const longAgo = Date.now() - 12 * hourMs;
    query('UPDATE agent_sessions SET last_seen_at = ? WHERE token_hash = ?', longAgo, hashOf(second));
    query('UPDATE agent_sessions SET expires_at = 1 WHERE token_hash = ?', hashOf(third));
    expect(await list(first)).toHaveLength(1);
  });

  test('keeps of the browser the family and the major version, and of the network nothing', async () => {
    await signIn();
    const database = new DatabaseSync(join(gateway.folder, 'data/handlr.db'));
    const rows = database.prepare('SELECT * FROM agent_sessions').all();
    database.close();
    expect(JSON.stringify(rows)).not.toMatch(/Mozilla|Linux|Windows|129\.0|127\.0\.0\.1|::1/);
    expect(Object.keys(rows[0] ?? {}).toSorted()).toEqual([
      'agent_id',
      'browser',
      'created_at',
      'expires_at',
      'last_seen_at',
      'token_hash',
    ]);
  });

  test('is nobody’s without a session', async () => {
    const sessionId = await idOf(first);
    expect(await answerOf(call('session/list', ''))).toEqual(forbidden);
    expect(await answerOf(call('session/revoke', '', { sessionId }))).toEqual(forbidden);
    expect(await answerOf(call('session/revoke-others', ''))).toEqual(forbidden);
    expect(await list(first)).toHaveLength(1);
  });
});

describe('ending one', () => {
  test('refuses it at once, and cuts its sockets alone within a second, with the reason', async () => {
    const second = await signIn();
    const sockets = [await connectAgent(gateway.url, second), await connectAgent(gateway.url, second)];
    const own = await connectAgent(gateway.url, first);
    const ended = Promise.all(sockets.map(hungUp));
    expect(await answerOf(call('session/revoke', first, { sessionId: await idOf(second) }))).toEqual({
      ok: true,
      value: null,
    });
    expect(await answerOf(call('session/show', second))).toEqual(forbidden);
    for (const { afterMs, told } of await ended) {
      expect(told).toBe(true);
      expect(afterMs).toBeLessThan(1_000);
    }
    await expect(connectAgent(gateway.url, second)).rejects.toThrow('forbidden');
    expect(await own.ask('inbox:watch', {})).toMatchObject({ ok: true });
    expect(await list(first)).toHaveLength(1);
    own.close();
  });

  test('leaves no socket that was being let in at that moment', async () => {
    for (let round = 0; round < 10; round += 1) {
      const second = await signIn();
      const sessionId = await idOf(second);
      const connecting = connectAgent(gateway.url, second).catch(() => null);
      await call('session/revoke', first, { sessionId });
      const socket = await connecting;
      await expect.poll(() => socket?.socket.connected ?? false, { timeout: 1_000 }).toBe(false);
    }
  });

  test('cuts the socket that came into the session’s room too late to be found there', async () => {
    const cut = await new Promise((resolve) => {
      const socket = { connected: true, join: () => {}, onAny: () => {}, disconnect: resolve };
      endWithSession(socket, { sessionId: 's'.repeat(22), isAlive: async () => false, use: async () => false });
      setTimeout(resolve, 900, 'not cut');
    });
    expect(cut).toBe(true);
  });

  test('of another agent: there is none', async () => {
    const theirs = await gateway.signIn('owner');
    const socket = await connectAgent(gateway.url, theirs);
    const asked = { sessionId: await idOf(theirs) };
    expect(await answerOf(call('session/revoke', first, asked))).toEqual(notFound);
    expect(await answerOf(call('session/revoke', first, { sessionId: 'n'.repeat(22) }))).toEqual(notFound);
    expect(await answerOf(call('session/show', theirs))).toMatchObject({ ok: true });
    expect(await socket.ask('inbox:watch', {})).toMatchObject({ ok: true });
    socket.close();
  });

  test.each([{}, { sessionId: '' }, { sessionId: 'n'.repeat(43) }, { sessionId: 'n'.repeat(22), agentId: 'x' }])(
    'asked as %j is invalid',
    async (payload) => {
      expect((await call('session/revoke', first, payload)).status).toBe(400);
    },
  );
});

describe('ending all others', () => {
  test('ends each of the agent’s but the one that asks, and no colleague’s', async () => {
    const others = [await signIn(), await signIn(firefox)];
    const sockets = await Promise.all(others.map((cookie) => connectAgent(gateway.url, cookie)));
    const own = await connectAgent(gateway.url, first);
    const colleague = await gateway.signIn('agent');
    const ended = Promise.all(sockets.map(hungUp));
    expect(await answerOf(call('session/revoke-others', first))).toEqual({ ok: true, value: { ended: 2 } });
    for (const cookie of others) expect(await answerOf(call('session/show', cookie))).toEqual(forbidden);
    for (const { afterMs, told } of await ended) {
      expect(told).toBe(true);
      expect(afterMs).toBeLessThan(1_000);
    }
    expect(await own.ask('inbox:watch', {})).toMatchObject({ ok: true });
    expect(await answerOf(call('session/show', colleague))).toMatchObject({ ok: true });
    expect(await answerOf(call('session/revoke-others', first))).toEqual({ ok: true, value: { ended: 0 } });
    own.close();
  });
});

test('signing out here leaves the agent’s other sessions signed in', async () => {
  const second = await signIn();
  const [own, other] = [await connectAgent(gateway.url, first), await connectAgent(gateway.url, second)];
  const ended = hungUp(own);
  await call('session/end', first);
  expect((await ended).told).toBe(false);
  expect(await other.ask('inbox:watch', {})).toMatchObject({ ok: true });
  expect(await list(second)).toHaveLength(1);
  other.close();
});

describe('CASE 24: a cross-site post', () => {
  test.each<[string, Record<string, string>]>([
    ['of a client’s website', { origin: 'https://shop.example' }],
    ['of a sandboxed frame', { origin: 'null' }],
    ['as a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['as text', { 'content-type': 'text/plain' }],
  ])('%s reads no session and ends none', async (_what, headers) => {
    const second = await signIn();
    const sessionId = await idOf(second);
    for (const name of ['session/list', 'session/revoke', 'session/revoke-others']) {
      const refused = await call(name, first, name === 'session/revoke' ? { sessionId } : {}, headers);
      expect([refused.status, await refused.json()]).toEqual([403, forbidden]);
    }
    expect(await list(first)).toHaveLength(2);
  });
});

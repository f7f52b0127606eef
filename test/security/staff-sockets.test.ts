import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { hashSecret } from '../../packages/gateway/src/secret.ts';
import { sessionLookIntervalMs } from '../../packages/gateway/src/connection/end-with-session.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { connectAgent, type TestSocket } from '../support/socket-client.ts';

const hourMs = 60 * 60 * 1000;

let gateway: TestGateway;
beforeAll(async () => {
  // The gateway looks at sessions by it; nothing else here does.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  gateway = await startTestGateway();
});
afterEach(() => vi.clearAllTimers());
afterAll(async () => {
  await gateway.close();
  vi.useRealTimers();
});

const hungUp = ({ socket }: TestSocket): Promise<unknown> =>
  new Promise((resolve) => socket.once('disconnect', resolve));
const look = (): Promise<unknown> => vi.advanceTimersByTimeAsync(sessionLookIntervalMs);

function call(name: string, cookie: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${gateway.url}/api/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: gateway.url, cookie, ...headers },
    body: '{}',
  });
}

function changeSessions(sql: string, ...values: number[]): void {
  const database = new DatabaseSync(join(gateway.folder, 'data/handlr.db'));
  database.prepare(sql).run(...values);
  database.close();
}

describe('an agent’s sockets', () => {
  test('end when they sign out, all of them, and nobody else’s', async () => {
    const cookie = await gateway.signIn('agent');
    const [first, second] = [await connectAgent(gateway.url, cookie), await connectAgent(gateway.url, cookie)];
    const colleague = await connectAgent(gateway.url, await gateway.signIn('agent'));
    const ended = Promise.all([hungUp(first), hungUp(second)]);
    expect((await call('session/end', cookie)).status).toBe(200);
    await ended;
    expect(await colleague.ask('inbox:watch', {})).toMatchObject({ ok: true });
    await expect(connectAgent(gateway.url, cookie)).rejects.toThrow('forbidden');
    colleague.close();
  });

  test.each<[string, string, number[]]>([
    ['has expired', 'UPDATE agent_sessions SET expires_at = 1', []],
    ['was not used for long', 'UPDATE agent_sessions SET last_seen_at = ?', [Date.now() - 13 * hourMs]],
    ['went with its account', 'DELETE FROM agent_sessions', []],
  ])('end when the session %s', async (_what, sql, values) => {
    const cookie = await gateway.signIn('agent');
    const agent = await connectAgent(gateway.url, cookie);
    await look();
    expect(await agent.ask('inbox:watch', {})).toMatchObject({ ok: true });
    const ended = hungUp(agent);
    changeSessions(sql, ...values);
    await look();
    await ended;
    await expect(connectAgent(gateway.url, cookie)).rejects.toThrow('forbidden');
    expect(await (await call('session/show', cookie)).json()).toEqual({ ok: false, error: { code: 'forbidden' } });
  });

  test('keep the session alive by what the agent asks, and not by being open', async () => {
    const cookie = await gateway.signIn('agent');
    const tokenHash = hashSecret(cookie.slice(cookie.indexOf('=') + 1));
    const agent = await connectAgent(gateway.url, cookie);
    const lastSeen = (): number => {
      const database = new DatabaseSync(join(gateway.folder, 'data/handlr.db'));
      const row = database.prepare('SELECT last_seen_at AS at FROM agent_sessions WHERE token_hash = ?').get(tokenHash);
      database.close();
      return Number(row?.['at']);
    };
    const longAgo = Date.now() - hourMs;
    changeSessions('UPDATE agent_sessions SET last_seen_at = ?', longAgo);
    await look();
    // What a look would write is written before what is written after it.
    await gateway.signIn('agent');
    expect(lastSeen()).toBe(longAgo);
    await agent.ask('inbox:watch', {});
    await look();
    await vi.waitFor(() => expect(lastSeen()).toBeGreaterThan(longAgo), { interval: 20 });
    agent.close();
  });
});

describe('CASE 24: a cross-site post to the console', () => {
  test.each<[string, Record<string, string>]>([
    ['of a client’s website', { origin: 'https://shop.example' }],
    ['of a sandboxed frame', { origin: 'null' }],
    ['as a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['as text', { 'content-type': 'text/plain' }],
  ])('%s changes nothing', async (_what, headers) => {
    const cookie = await gateway.signIn('agent');
    const refused = await call('session/end', cookie, headers);
    expect([refused.status, await refused.json()]).toEqual([403, { ok: false, error: { code: 'forbidden' } }]);
    expect(refused.headers.get('access-control-allow-origin')).toBeNull();
    expect(refused.headers.get('set-cookie')).toBeNull();
    expect(await (await call('session/show', cookie)).json()).toMatchObject({ ok: true });
  });

  test('is not announced as allowed', async () => {
    const preflight = await fetch(`${gateway.url}/api/session/end`, {
      method: 'OPTIONS',
      headers: { origin: 'https://shop.example', 'access-control-request-method': 'POST' },
    });
    expect(preflight.ok).toBe(false);
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('the session’s cookie is out of scripts’ and other sites’ reach', async () => {
    const response = await call('session/end', await gateway.signIn('agent'));
    expect(response.headers.get('set-cookie')).toMatch(/HttpOnly.*SameSite=Strict/);
  });
});

import { createCapability } from '@handlr/core';
import { object, parse, unknown as anything } from 'valibot';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { invite } from '../../packages/gateway/src/staff/index.ts';
import { systemClock as clock, systemRandom as random } from '../../packages/gateway/src/system.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';

const email = 'real@agents.example';
const authKey = createCapability(random);
const answerSchema = object({ value: anything() });
const stretchOf = async (address: string): Promise<unknown> =>
  parse(answerSchema, await (await call('sign-in/begin', { email }, address)).json()).value;

let gateway: TestGateway;

beforeEach(async () => {
  gateway = await startTestGateway({ env: { HANDLR_TRUSTED_PROXIES: 'loopback' } });
  const stretch = await stretchOf('192.0.2.1');
  const token = await invite({ store: gateway.store, clock, random }, { email, name: '', role: 'agent', siteId: null });
  const accepted = await call('invitation/accept', { token, name: 'Real', email, stretch, authKey }, '192.0.2.1');
  expect(accepted.headers.getSetCookie()).toHaveLength(1);
});
afterEach(() => gateway.close());

function call(name: string, payload: object, address: string, agent = 'test'): Promise<Response> {
  return fetch(`${gateway.url}/api/${name}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin: gateway.url,
      'x-forwarded-for': address,
      'user-agent': agent,
    },
    body: JSON.stringify(payload),
  });
}

const wrongKey = (): string => createCapability(random);

async function seen(response: Response): Promise<object> {
  const headers = [...response.headers].filter(([name]) => name !== 'date' && !name.endsWith('-id'));
  return { status: response.status, headers, body: await response.text() };
}

test('1,000 wrong sign-ins from one network are throttled, and the real user signs in from another', async () => {
  let tried = 0;
  for (let n = 0; n < 1000; n += 1) {
    const spelling = n % 2 === 0 ? email : email.toUpperCase();
    const response = await call(
      'sign-in/finish',
      { email: spelling, authKey: wrongKey() },
      '198.51.100.7',
      `agent ${n}`,
    );
    const body = await response.text();
    if (body.includes('forbidden')) tried += 1;
    else expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  }
  expect(tried).toBe(6);
  const real = await call('sign-in/finish', { email, authKey }, '203.0.113.9');
  expect(real.headers.getSetCookie()).toHaveLength(1);
  expect(await gateway.readLog()).not.toContain('198.51.100.7');
});

test('many accounts tried from one network are throttled', async () => {
  let tried = 0;
  for (let n = 0; n < 100; n += 1) {
    const body = await (
      await call('sign-in/finish', { email: `a${n}@agents.example`, authKey: wrongKey() }, '198.51.100.8')
    ).text();
    if (body.includes('forbidden')) tried += 1;
  }
  expect(tried).toBe(60);
});

test('a wrong key answers the same for known and unknown accounts', async () => {
  const known = await seen(await call('sign-in/finish', { email, authKey: wrongKey() }, '198.51.100.9'));
  const unknown = await seen(
    await call('sign-in/finish', { email: 'none@agents.example', authKey: wrongKey() }, '198.51.100.9'),
  );
  expect(unknown).toEqual(known);
});

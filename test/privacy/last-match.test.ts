import { createCapability } from '@handlr/core';
import { refusal, visitorRequests } from '@handlr/protocol';
import { expect, test } from 'vitest';
import type { Connection } from '../../packages/gateway/src/connection/principal.ts';
import { operation } from '../../packages/gateway/src/inbound.ts';
import { createLocate } from '../../packages/gateway/src/locate/index.ts';
import { readSessionToken, sessionCookie } from '../../packages/gateway/src/staff/session-cookie.ts';
import { systemClock as clock, systemRandom as random } from '../../packages/gateway/src/system.ts';

/** What the language keeps of the last match. The name is old, and so are its users. */
const lastMatched = (): unknown => Reflect.get(RegExp, 'input');

const agent: Connection = {
  id: '',
  principal: { kind: 'agent', agentId: '', name: '', memberships: [] },
  join() {},
  leave() {},
};

// The second is of a network for examples, which no database of countries knows.
test.each(['85.214.132.117', '192.0.2.77', '2a02:8109::77'])('no address stays in it: %s', (address) => {
  const locate = createLocate({ clock, trustedProxies: ['loopback'], database: null });
  locate({ remoteAddress: '127.0.0.1', forwardedFor: address });
  expect(lastMatched()).toBe('');
});

test('no session of an agent stays in it', () => {
  const cookie = sessionCookie('http://localhost');
  const token = createCapability(random);
  expect(readSessionToken(`${cookie.name}=${token}`, cookie)).toBe(token);
  expect(lastMatched()).toBe('');
});

test('no capability of a visitor stays in it', async () => {
  const resume = operation(visitorRequests['chat:resume'], {
    authorise: () => refusal('not-found'),
    perform: () => Promise.reject(new Error('Nothing was granted')),
  });
  const { result } = await resume(agent, { capability: createCapability(random), position: null });
  expect(result).toEqual(refusal('not-found'));
  expect(lastMatched()).toBe('');
});

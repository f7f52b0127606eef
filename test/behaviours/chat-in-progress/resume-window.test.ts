import { createCapability } from '@handlr/core';
import { admit, consentWithoutDecision, gatewayRegister, operatorConsent } from '@handlr/privacy';
import { limits } from '@handlr/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { visitorChatInProgress } from '../../../packages/gateway/src/chat-in-progress/visitor-operations.ts';
import type { Connection, VisitorPrincipal } from '../../../packages/gateway/src/connection/principal.ts';
import { createDirectory } from '../../../packages/gateway/src/directory.ts';
import { createSqliteStore, type Store } from '../../../packages/gateway/src/storage/index.ts';
import { createTestClock } from '../../support/clock.ts';
import { createTestRandom } from '../../support/random.ts';

const siteId = 'S'.repeat(22);
const random = createTestRandom(3);
const clock = createTestClock();
let store: Store;

beforeEach(async () => {
  store = await createSqliteStore({ file: ':memory:', onWriter: 'inline' });
  const site = {
    siteId,
    siteKey: 'shop',
    name: 'Shop',
    allowedOrigins: '[]',
    appearance: '{}',
    consent: '{}',
    createdAt: 0,
  };
  await store.addSite(admit(gatewayRegister.sites, site, { consent: operatorConsent, nowMs: clock.nowMs() }));
});

afterEach(() => store.close());

test('an ended chat can be read again within the resume window, and not a millisecond later', async () => {
  const capability = createCapability(random);
  const opened = await ask('chat:open', { capability, page: { url: '', title: '' }, position: null });
  expect(opened).toMatchObject({ ok: true });
  const { chats } = principal;
  await ask('chat:end', { chatId: [...chats][0] });

  clock.advance(limits.resumeWindowMs);
  expect(await ask('chat:resume', { capability, position: null })).toMatchObject({
    ok: true,
    value: { chat: { state: 'ended' } },
  });
  clock.advance(1);
  expect(await ask('chat:resume', { capability, position: null })).toEqual({ ok: false, error: { code: 'not-found' } });
});

test('a chat that goes on can be come back to for as long as it goes on', async () => {
  const capability = createCapability(random);
  await ask('chat:open', { capability, page: { url: '', title: '' }, position: null });
  clock.advance(limits.resumeWindowMs * 3);
  expect(await ask('chat:resume', { capability, position: null })).toMatchObject({ ok: true });
});

const principal: VisitorPrincipal = {
  kind: 'visitor',
  siteId,
  siteName: 'Shop',
  country: null,
  browser: '',
  rateLimitTag: '',
  consent: consentWithoutDecision({ chatOpened: true }),
  chats: new Set(),
};

async function ask(name: string, payload: object): Promise<unknown> {
  const fanout = { publish: () => {}, publishToAgents: () => {}, countVisitors: () => 1, rooms: () => [] };
  const connection: Connection<VisitorPrincipal> = { id: 'socket', principal, join: () => {}, leave: () => {} };
  const operations = visitorChatInProgress({ store, fanout, clock, random, directory: createDirectory(store) });
  return (await operations[name]?.(connection, payload))?.result;
}

import { createCapability } from '@handlr/core';
import { admit, gatewayRegister, operatorConsent } from '@handlr/privacy';
import { limits } from '@handlr/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSqliteStore, type Store } from '../../../packages/gateway/src/storage/index.ts';
import { createTestClock } from '../../support/clock.ts';
import { createTestRandom } from '../../support/random.ts';
import { createTestServices, createTestVisitor } from '../../support/services.ts';

const siteId = 'S'.repeat(22);
const random = createTestRandom(3);
const clock = createTestClock();
let store: Store;
let visitor: ReturnType<typeof createTestVisitor>;

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
  visitor = createTestVisitor(createTestServices(store, clock, random).services, siteId);
});

afterEach(() => store.close());

test('CIP5 an ended chat can be read again within the resume window, and not a millisecond later', async () => {
  const capability = createCapability(random);
  const opened = await visitor.ask('chat:open', { capability, page: { url: '', title: '' }, position: null });
  expect(opened).toMatchObject({ ok: true });
  const { chats } = visitor.principal;
  await visitor.ask('chat:end', { chatId: [...chats][0] });

  clock.advance(limits.resumeWindowMs);
  expect(await visitor.ask('chat:resume', { capability, position: null })).toMatchObject({
    ok: true,
    value: { chat: { state: 'ended' } },
  });
  clock.advance(1);
  expect(await visitor.ask('chat:resume', { capability, position: null })).toEqual({
    ok: false,
    error: { code: 'not-found' },
  });
});

test('CIP3 a chat that goes on can be come back to for as long as it goes on', async () => {
  const capability = createCapability(random);
  await visitor.ask('chat:open', { capability, page: { url: '', title: '' }, position: null });
  clock.advance(limits.resumeWindowMs * 3);
  expect(await visitor.ask('chat:resume', { capability, position: null })).toMatchObject({ ok: true });
});

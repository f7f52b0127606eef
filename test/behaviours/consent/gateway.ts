import { createCapability, createId } from '@handlr/core';
import { admit, gatewayRegister, operatorConsent } from '@handlr/privacy';
import type { Choices, Statement } from '@handlr/protocol';
import { afterEach, beforeEach } from 'vitest';
import { changeConsent } from '../../../packages/gateway/src/site/index.ts';
import { createSqliteStore, type Store } from '../../../packages/gateway/src/storage/index.ts';
import { createTestClock, type TestClock } from '../../support/clock.ts';
import { createTestRandom } from '../../support/random.ts';
import {
  type Ask,
  createTestAgent,
  createTestServices,
  createTestVisitor,
  type Published,
} from '../../support/services.ts';

export const siteId = 'S'.repeat(22);
export const page = { url: 'https://shop.example/shop/teapot', title: 'Teapot' };

export const statement = (number: number, choices: Choices = {}, fields: Partial<Statement> = {}): Statement => ({
  number,
  choices,
  overGpc: false,
  banner: {},
  gpc: false,
  method: 'panel',
  policyVersion: 1,
  language: 'en',
  ...fields,
});

export type Device = Awaited<ReturnType<ReturnType<typeof useGateway>['device']>>;

/** The gateway's real operations over its real store, anew for each test. */
export function useGateway() {
  const random = createTestRandom(11);
  let store: Store;
  let clock: TestClock;
  let world: ReturnType<typeof createTestServices>;
  let agent: Ask;

  beforeEach(async () => {
    clock = createTestClock();
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
    world = createTestServices(store, clock, random);
    agent = createTestAgent(world.services);
  });
  afterEach(() => store.close());

  return {
    store: () => store,
    clock: () => clock,
    services: () => world.services,
    agent: (name: string, payload: object) => agent(name, payload),
    published: (): readonly Published[] => world.published,
    emptied: (): readonly string[] => world.emptied,
    setConsent: (settings: Parameters<typeof changeConsent>[2]) =>
      changeConsent({ store, clock, random }, 'shop', settings),
    /** A visitor's device with a chat, and a token that it would be known by. */
    async device(fields: { readonly gpc?: boolean } = {}) {
      const { ask, principal } = createTestVisitor(world.services, siteId, fields);
      const capability = createCapability(random);
      await ask('chat:open', { capability, page, position: null });
      const [chatId = ''] = principal.chats;
      const visitorToken = createCapability(random);
      return {
        ask,
        chatId,
        visitorToken,
        capability,
        say: (body: string) => ask('message:send', { chatId, messageId: createId(random), body }),
        state: (number: number, choices: Choices = {}, more: Partial<Statement> = {}) =>
          ask('consent:state', { chatId, visitorToken, statement: statement(number, choices, more) }),
        visit: () => ask('visit:report', { chatId, visitorToken, page }),
        history: () => agent('visitor:history', { siteId, chatId }),
      };
    },
  };
}

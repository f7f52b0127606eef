import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCapability } from '@handlr/core';
import { admit, gatewayRegister, operatorConsent } from '@handlr/privacy';
import type { Ban, BanScope, Refusal } from '@handlr/protocol';
import { afterEach, beforeEach } from 'vitest';
import { createBanKeys } from '../../../packages/gateway/src/ban/ban-keys.ts';
import { createLocate } from '../../../packages/gateway/src/locate/index.ts';
import { createSqliteStore, type Store } from '../../../packages/gateway/src/storage/index.ts';
import { banOf, bansOf } from '../../support/ban-answers.ts';
import { createTestClock, type TestClock } from '../../support/clock.ts';
import { createTestRandom } from '../../support/random.ts';
import { createTestAgent, createTestServices, createTestVisitor } from '../../support/services.ts';
import { page } from '../consent/gateway.ts';

export const siteId = 'S'.repeat(22);
export const otherSite = 'O'.repeat(22);
export const dayMs = 24 * 60 * 60 * 1000;
export const here = '81.2.69.160';
export const elsewhere = '85.214.132.117';

/** The gateway's operations over its real store, key folder and locator, by a test clock; anew for each test. */
export function useBanGateway() {
  let folder: string;
  let store: Store;
  let clock: TestClock;
  let gateway: Awaited<ReturnType<typeof start>>;
  const random = createTestRandom(31);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'handlr-ban-'));
    clock = createTestClock();
    gateway = await start();
    const fields = { name: 'Shop', allowedOrigins: '[]', appearance: '{}', consent: '{}', createdAt: 0 };
    for (const [id, siteKey] of [
      [siteId, 'shop'],
      [otherSite, 'other'],
    ] as const) {
      const site = { ...fields, siteId: id, siteKey };
      await store.addSite(admit(gatewayRegister.sites, site, { consent: operatorConsent, nowMs: clock.nowMs() }));
    }
  });
  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });

  /** The gateway's real operations over its real store and key folder; once more is a restart. */
  async function start() {
    store = await createSqliteStore({ file: join(folder, 'handlr.db'), onWriter: 'inline' });
    const keys = await createBanKeys({ keyFolder: join(folder, 'keys'), clock, random });
    const locate = createLocate({ clock, random, trustedProxies: [], database: null, networkSecrets: keys.secrets });
    const { services } = createTestServices(store, clock, random, keys);
    const agent = createTestAgent(services);
    return { keys, locate, services, agent };
  }

  async function restart(): Promise<void> {
    await store.close();
    gateway = await start();
  }

  /** Somebody who comes from there, is let in or not, and opens a chat with this capability. */
  async function come(address: string, capability = createCapability(random), site = siteId) {
    const { networkTags } = gateway.locate({ remoteAddress: address, forwardedFor: undefined });
    const ban = await gateway.services.bans.ofNetwork(site, networkTags);
    if (ban !== null) return { refused: gateway.services.bans.turnAway(ban) };
    const { principal, ask } = createTestVisitor(gateway.services, site, { networkTags });
    const ended: Refusal[] = [];
    gateway.services.bans.presences.arrived({ principal, end: (refusal) => void ended.push(refusal) });
    const opened: unknown = await ask('chat:open', { capability, page, position: null });
    const [chatId = ''] = principal.chats;
    const leave = (): void => gateway.services.bans.presences.left(principal);
    return { refused: null, principal, ask, ended, opened, chatId, capability, leave };
  }

  async function guest(address: string, capability?: string, site?: string) {
    const came = await come(address, capability, site);
    if (came.refused !== null) throw new Error('Turned away');
    return came;
  }

  async function ban(chatId: string, scope: BanScope, forMs?: number): Promise<Ban> {
    const length = forMs === undefined ? {} : { forMs };
    const asked = { siteId, chatId, scope, reason: 'abuse', note: 'Threw a teapot', ...length };
    return banOf(await gateway.agent('ban:add', asked));
  }

  async function list(): Promise<readonly Ban[]> {
    return bansOf(await gateway.agent('ban:list', { siteId }));
  }

  const keyFiles = async () => (await readdir(join(folder, 'keys/bans'))).toSorted();

  return {
    gateway: () => gateway,
    store: () => store,
    clock: () => clock,
    folder: () => folder,
    random,
    restart,
    come,
    guest,
    ban,
    list,
    keyFiles,
  };
}

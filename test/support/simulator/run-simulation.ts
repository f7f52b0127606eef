import { createCapability, positionOf } from '@handlr/core';
import { admit, consentWithoutDecision, gatewayRegister, operatorConsent } from '@handlr/privacy';
import type { Message } from '@handlr/protocol';
import type { AgentPrincipal, VisitorPrincipal } from '../../../packages/gateway/src/connection/principal.ts';
import { messagesOnWire } from '../../../packages/gateway/src/delivery/message-on-wire.ts';
import { createDirectory } from '../../../packages/gateway/src/directory.ts';
import { createSqliteStore, type Store } from '../../../packages/gateway/src/storage/index.ts';
import { createTestRandom, type TestRandom } from '../random.ts';
import { type Breach, checkAlways, checkWhenQuiet } from './oracle.ts';
import { type ClientSetup, createSimulatedClient, type SimulatedClient } from './simulated-client.ts';
import { createSimulatedGateway, type SimulatedGateway } from './simulated-gateway.ts';
import { createVirtualTime, type VirtualTime } from './virtual-time.ts';

const siteId = 'S'.repeat(22);
const startMs = Date.UTC(2026, 10, 23, 9);
const busyMs = 60_000;
const quietMs = 120_000;

export type SimulationReport = {
  readonly breaches: readonly Breach[];
  readonly stored: number;
  readonly acknowledged: number;
  readonly faults: Readonly<Record<string, number>>;
};

export type SimulationOptions = {
  readonly seed: number;
  /** Wraps the store, for planting a fault or a mutant. */
  readonly wrapStore?: (store: Store, random: TestRandom) => Store;
};

/**
 * One chat with two tabs of its visitor and two agents, a minute of faults and then quiet, all from one seed,
 * over the real client machine, the real gateway operations and a real SQLite in memory.
 */
export async function runSimulation({
  seed,
  wrapStore = storeWithFaults,
}: SimulationOptions): Promise<SimulationReport> {
  const random = createTestRandom(seed);
  const time = createVirtualTime(startMs);
  const truthful = await createSqliteStore({ file: ':memory:', onWriter: 'inline' });
  await seedStore(truthful);
  const gateway = createSimulatedGateway(() => wrapStore(truthful, random), time, random);
  const clients = createClients(gateway, time, random);
  const [visitor] = clients;
  if (visitor === undefined) throw new Error('No clients');

  const faults = { cuts: 0, restarts: 0, written: 0 };
  const breaches: Breach[] = [];
  // The agents come once there is a chat to come to.
  clients.forEach((client, index) => time.schedule(index * 1_000, () => client.connect()));
  gateway.lostNoticePercent = random.below(15);
  planFaults();
  for (let at = startMs; at < startMs + busyMs; at += 250) {
    await time.runUntil(at);
    for (const client of clients) breaches.push(...checkAlways(client));
  }
  gateway.lostNoticePercent = 0;
  for (let at = startMs + busyMs; at <= startMs + busyMs + quietMs; at += 20_000) {
    await time.runUntil(at);
    await gateway.announceHeads();
  }
  await time.runUntil(startMs + busyMs + quietMs + 10_000);

  const truth = await readTruth(truthful);
  breaches.push(...checkWhenQuiet(clients, truth));
  const acknowledged = clients.reduce((sum, client) => sum + client.acknowledged.size, 0);
  await truthful.close();
  return { breaches: [...new Set(breaches)], stored: truth.length, acknowledged, faults };

  function chooseAction(): keyof typeof faults {
    if (random.chance(12)) return 'cuts';
    return random.chance(4) ? 'restarts' : 'written';
  }

  function planFaults(): void {
    for (let at = 3_000; at < busyMs; at += 100 + random.below(900)) {
      time.schedule(at, () => {
        const client = random.pick(clients);
        const action = chooseAction();
        faults[action] += 1;
        if (action === 'cuts') client.cut();
        else if (action === 'restarts') gateway.restart();
        else client.compose(`message ${faults.written}`);
      });
    }
  }
}

/** A store that is now and then unavailable before it commits, and now and then after. */
export function storeWithFaults(store: Store, random: TestRandom): Store {
  return {
    ...store,
    appendMessage: async (message) => {
      if (random.chance(6)) throw new Error('Refused before the commit');
      const outcome = await store.appendMessage(message);
      if (random.chance(6)) throw new Error('Committed, and the answer was lost');
      return outcome;
    },
  };
}

async function seedStore(store: Store): Promise<void> {
  const context = { consent: operatorConsent, nowMs: startMs };
  const site = {
    siteId,
    siteKey: 'shop',
    name: 'Shop',
    allowedOrigins: '[]',
    appearance: '{}',
    consent: '{}',
    createdAt: startMs,
  };
  await store.addSite(admit(gatewayRegister.sites, site, context));
}

function createClients(gateway: SimulatedGateway, time: VirtualTime, random: TestRandom): SimulatedClient[] {
  const capability = createCapability(random);
  let openedChatId = '';
  const tab = (label: string): ClientSetup => ({
    label,
    self: { kind: 'visitor' },
    principal: (): VisitorPrincipal => ({
      kind: 'visitor',
      siteId,
      siteName: 'Shop',
      country: 'GB',
      browser: 'Firefox 130',
      rateLimitTag: 'tag',
      networkTags: [],
      gpc: false,
      consent: consentWithoutDecision({ chatOpened: true }),
      chats: new Set(),
      visitors: new Set(),
    }),
    join: (state) => ({
      name: 'chat:open',
      payload: { capability, page: { url: 'https://shop.example/', title: '' }, position: positionOf(state) },
    }),
    onJoined: (chatId) => void (openedChatId = chatId),
    reference: (chatId) => ({ chatId }),
  });
  const agent = (label: string, letter: string): ClientSetup => ({
    label,
    self: { kind: 'agent', agentId: letter.repeat(22), name: '' },
    principal: (): AgentPrincipal => ({
      kind: 'agent',
      agentId: letter.repeat(22),
      name: '',
      memberships: [{ siteId, role: 'agent' }],
    }),
    join: (state) => ({
      name: 'chat:join',
      payload: { siteId, chatId: openedChatId, audience: 'public', position: positionOf(state) },
    }),
    onJoined: () => {},
    reference: (chatId) => ({ siteId, chatId }),
  });
  const setups = [tab('first tab'), tab('second tab'), agent('Maya', 'M'), agent('Sam', 'Z')];
  return setups.map((setup) => createSimulatedClient(setup, gateway, time, random));
}

async function readTruth(store: Store): Promise<Message[]> {
  const [open] = await store.listOpenChats('all', 1);
  if (open === undefined) return [];
  const { messages } = await store.readMessages(open.chat, 'public', { afterSeq: 0, limit: 10_000 });
  return messagesOnWire(messages, createDirectory(store));
}

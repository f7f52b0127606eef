import { deviceKey } from '../../../packages/sdk/src/storage/device-key.ts';
import { flagsOf } from '@handlr/core';
import type { ServedChecks } from '@handlr/protocol';
import { type ConsentConfiguration, createHandlr, type Handlr, type PageFacts, type SiteIdentity } from '@handlr/sdk';
import { vi } from 'vitest';
import { createFakeGateway } from '../../unit/sdk/fake-gateway.ts';
import { createTestArea } from '../../unit/sdk/test-storage.ts';
import { createTestSurroundings, settle } from '../../unit/sdk/test-surroundings.ts';
import type { BehaviourGrid, Found } from './behaviour-grid.ts';
import type { Cell } from './cells.ts';

/** One page in a tab of the simulated browser. */
export type SimulatedTab = {
  readonly handlr: Handlr;
  readonly gateway: ReturnType<typeof createFakeGateway>;
  readonly world: ReturnType<typeof createTestSurroundings>;
  /** What session storage holds. */
  readonly session: Map<string, string>;
};

export type SimulatedGrid = BehaviourGrid<SimulatedTab> & {
  readonly consent?: ConsentConfiguration;
  /** What the site's checks are, where the behaviour needs some. */
  readonly served?: ServedChecks;
  readonly site?: Partial<SiteIdentity>;
};

const siteKey = 'test-site';
const first = { url: 'https://shop.example/shop/blue-teapot', title: 'Blue teapot · Shop' };
const second = { url: 'https://shop.example/shop/red-mug', title: 'Red mug · Shop' };

/** Plays one cell with the headless SDK on simulated storage, tabs and time, and answers what is kept and sent at its end. */
export async function playSimulated(grid: SimulatedGrid, cell: Cell): Promise<Found> {
  const gateway = createFakeGateway();
  const area = createTestArea();
  const world = createTestSurroundings();
  area.setBlocked(cell.consent === 'storage blocked');
  const open = async (page: typeof first, session = new Map<string, string>()): Promise<SimulatedTab> => {
    world.visit(page);
    const { areas, openChannel } = area.openTab(session);
    const handlr = createHandlr({
      site: {
        siteKey,
        gatewayUrl: 'https://chat.example',
        name: 'Shop',
        consent: { ask: 'never', ...grid.consent },
        ...(grid.served && { checks: flagsOf(grid.served) }),
        ...grid.site,
      },
      surroundings: { ...world.surroundings, openChannel, pageFacts: quietFacts(grid.served) },
      areas,
      createTransport: gateway.createTransport,
    });
    await chunksLoaded(world);
    return { handlr, gateway, world, session };
  };

  const tab = await open(first);
  await decideAll(tab, cell.consent === 'denied' ? 'denied' : 'granted');
  await grid.act(tab);
  await world.pass(1_000);
  if (cell.consent === 'withdrawn midway') await decideAll(tab, 'withdrawn');
  await world.pass(1_000);
  const sentBefore = gateway.namesAsked().length;

  const after = await travel();
  await world.pass(1_000);
  await grid.look(after, cell);
  const found = {
    kept: keptIn(area, after.session),
    sentSinceJourney: gateway.namesAsked().slice(sentBefore),
    sentEver: gateway.namesAsked(),
  };
  for (const { handlr } of new Set([tab, after])) handlr.destroy();
  return found;

  async function travel(): Promise<SimulatedTab> {
    if (cell.journey === 'second tab') return open(second);
    // The page goes away, as browsers say it.
    world.happen('hidden');
    world.happen('left');
    await settle();
    tab.handlr.destroy();
    if (cell.journey === 'return after window') await world.pass(grid.windowMs + 1_000);
    if (cell.journey === 'reload') return open(first, tab.session);
    return cell.journey === 'page change' ? open(second, tab.session) : open(second);
  }
}

async function decideAll({ handlr, world }: SimulatedTab, word: 'granted' | 'denied' | 'withdrawn'): Promise<void> {
  const consent = await handlr.loadConsent();
  const answer = word === 'granted' ? 'granted' : 'denied';
  const answers = Object.fromEntries(consent.purposes.map((purpose) => [purpose, answer]));
  consent.decide(answers, { method: 'panel', byName: true });
  await chunksLoaded(world);
}

/** Chunks come over real time, which the simulated time does not wait for by itself. */
async function chunksLoaded(world: SimulatedTab['world']): Promise<void> {
  await world.pass(500);
  await vi.dynamicImportSettled();
  await world.pass(500);
}

/** A page on which nothing is done, of a site with these checks. */
function quietFacts(served: ServedChecks = { checks: [] }): PageFacts {
  return {
    read: () => ({
      origin: { referrerHost: null, campaign: {} },
      scrollPercent: 0,
      languages: ['en'],
      zone: 'Europe/London',
      capabilities: [],
    }),
    watch: () => () => {},
    fetchJson: async () => served,
  };
}

function keptIn(area: ReturnType<typeof createTestArea>, session: ReadonlyMap<string, string>): string[] {
  const prefix = deviceKey(siteKey, '');
  const inDatabases = [...area.databases.values()].flatMap((records) => [...records.keys()]);
  const words = (medium: string, keys: Iterable<string>): string[] =>
    [...keys].map((key) => `${medium} ${key.startsWith(prefix) ? key.slice(prefix.length) : key}`);
  return [
    ...words('local-storage', area.items.keys()),
    ...words('session-storage', session.keys()),
    ...words('indexed-db', inDatabases),
    ...words('cookie', area.cookies.keys()),
  ];
}

import { createId } from '@handlr/core';
import { consentWithoutDecision } from '@handlr/privacy';
import type { Result } from '@handlr/protocol';
import type { BanKeys } from '../../packages/gateway/src/ban/ban-keys.ts';
import { createBans } from '../../packages/gateway/src/ban/bans.ts';
import { createPresences } from '../../packages/gateway/src/ban/presences.ts';
import type { AgentPrincipal, Connection, VisitorPrincipal } from '../../packages/gateway/src/connection/principal.ts';
import { createDepartures } from '../../packages/gateway/src/chat-in-progress/departures.ts';
import { createConsents } from '../../packages/gateway/src/consent/consents.ts';
import { createLatestNumbers } from '../../packages/gateway/src/consent/latest-numbers.ts';
import { createDirectory } from '../../packages/gateway/src/directory.ts';
import type { Operations } from '../../packages/gateway/src/inbound.ts';
import { agentOperations, visitorOperations } from '../../packages/gateway/src/operations.ts';
import type { Services } from '../../packages/gateway/src/services.ts';
import { createPresence } from '../../packages/gateway/src/visit-history/presence.ts';
import type { Store } from '../../packages/gateway/src/storage/index.ts';
import type { TestClock } from './clock.ts';
import type { TestRandom } from './random.ts';

export type Published = { readonly room: string; readonly name: string; readonly payload: unknown };

/** What operations work with, over a real store; what they tell others is written down. */
export function createTestServices(store: Store, clock: TestClock, random: TestRandom, keys: BanKeys = noKeys) {
  const published: Published[] = [];
  const emptied: string[] = [];
  const note = (room: string, name: string, payload: unknown): void => void published.push({ room, name, payload });
  const services: Services = {
    store,
    clock,
    random,
    directory: createDirectory(store),
    consents: createConsents({ store, clock }),
    latestNumbers: createLatestNumbers(clock),
    bans: createBans({ store, clock, keys, presences: createPresences(clock) }),
    departures: createDepartures(clock),
    presence: createPresence({ clock, random }),
    fanout: {
      publish: note,
      publishToAgents: note,
      empty: (room) => void emptied.push(room),
      countVisitors: () => 1,
      rooms: () => [],
    },
  };
  return { services, published, emptied };
}

/** Of a gateway that bans no network. */
export const noKeys: BanKeys = {
  secrets: () => [],
  subjectOf: () => null,
  keep: async () => false,
  kept: () => [],
  destroy: async () => {},
};

export type Ask = (name: string, payload: object) => Promise<Result<never>>;

/** A visitor's socket as operations see it. */
export function createTestVisitor(services: Services, siteId: string, fields: Partial<VisitorPrincipal> = {}) {
  const principal: VisitorPrincipal = {
    kind: 'visitor',
    siteId,
    siteName: 'Shop',
    country: null,
    browser: '',
    rateLimitTag: '',
    networkTags: [],
    gpc: false,
    consent: consentWithoutDecision({ chatOpened: true }),
    chats: new Set(),
    visitors: new Set(),
    ...fields,
  };
  return { principal, ask: createAsk(services, principal, visitorOperations(services)) };
}

/** An agent who may do everything on every site, unless it is said otherwise. */
export function createTestAgent(
  services: Services,
  memberships: AgentPrincipal['memberships'] = [{ siteId: null, role: 'owner' }],
): Ask {
  const agentId = createId(services.random);
  const principal = { kind: 'agent', agentId, name: 'Sam', memberships } as const;
  return createAsk(services, principal, agentOperations(services));
}

function createAsk<Who extends Connection['principal']>(
  services: Services,
  principal: Who,
  operations: Operations<Who>,
): Ask {
  const id = createId(services.random);
  return async (name, payload) => {
    const performed = await operations[name]?.({ id, principal, join: () => {}, leave: () => {} }, payload);
    if (performed === undefined) throw new Error(`Nobody performs ${name}`);
    await performed.announce?.();
    // As it would come over the wire.
    return JSON.parse(JSON.stringify(performed.result));
  };
}

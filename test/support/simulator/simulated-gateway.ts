import type { ChatNotices, PayloadOf, Result } from '@handlr/protocol';
import { createBans } from '../../../packages/gateway/src/ban/bans.ts';
import { createPresences } from '../../../packages/gateway/src/ban/presences.ts';
import type { Fanout } from '../../../packages/gateway/src/connection/fanout.ts';
import type { Connection, Principal } from '../../../packages/gateway/src/connection/principal.ts';
import { announceHeads } from '../../../packages/gateway/src/delivery/announce-heads.ts';
import { createDepartures } from '../../../packages/gateway/src/chat-in-progress/departures.ts';
import { createConsents } from '../../../packages/gateway/src/consent/consents.ts';
import { createLatestNumbers } from '../../../packages/gateway/src/consent/latest-numbers.ts';
import { createPresence } from '../../../packages/gateway/src/visit-history/presence.ts';
import { createDirectory } from '../../../packages/gateway/src/directory.ts';
import { createReceive, type Operations } from '../../../packages/gateway/src/inbound.ts';
import { agentOperations, visitorOperations } from '../../../packages/gateway/src/operations.ts';
import type { Services } from '../../../packages/gateway/src/services.ts';
import type { Store } from '../../../packages/gateway/src/storage/index.ts';
import type { TestRandom } from '../random.ts';
import { noKeys } from '../services.ts';
import type { Link } from './simulated-network.ts';
import type { VirtualTime } from './virtual-time.ts';

export type Notice = { readonly name: string; readonly payload: unknown };

type Attached = {
  readonly connection: Connection;
  readonly link: Link;
  readonly rooms: Set<string>;
  onNotice(notice: Notice): void;
};

/** The gateway's real operations behind a simulated network. */
export type SimulatedGateway = {
  attach(principal: Principal, link: Link, onNotice: (notice: Notice) => void): void;
  request(link: Link, name: string, payload: unknown, onAnswer: (result: Result<unknown>) => void): void;
  announceHeads(): Promise<void>;
  /** Cuts everybody off, as a restart does. What was committed stays; everything in memory is gone. */
  restart(): void;
  /** Of 100 notices, how many vanish silently; 0 while the network is quiet. */
  lostNoticePercent: number;
};

export function createSimulatedGateway(
  createStore: () => Store,
  time: VirtualTime,
  random: TestRandom,
): SimulatedGateway {
  let attached = new Map<string, Attached>();
  let running = boot();

  function boot() {
    const store = createStore();
    const services: Services = {
      store,
      fanout: createFanout(),
      directory: createDirectory(store),
      consents: createConsents({ store, clock: time }),
      latestNumbers: createLatestNumbers(time),
      bans: createBans({ store, clock: time, keys: noKeys, presences: createPresences(time) }),
      departures: createDepartures(time),
      presence: createPresence({ clock: time, random }),
      clock: time,
      random,
    };
    const receive = createReceive({
      limit: async () => null,
      onRefused: () => {},
      onFailed: () => {},
    });
    return { services, receive, visitor: visitorOperations(services), agent: agentOperations(services) };
  }

  function createFanout(): Fanout {
    const publish = <Name extends keyof ChatNotices>(
      room: string,
      name: Name,
      payload: PayloadOf<ChatNotices[Name]>,
      exceptConnectionId?: string,
    ): void => {
      for (const { connection, link, rooms, onNotice } of attached.values()) {
        const isLost = random.chance(gateway.lostNoticePercent);
        if (!rooms.has(room) || connection.id === exceptConnectionId || isLost) continue;
        link.toClient(() => onNotice({ name, payload }));
      }
    };
    return {
      publish,
      publishToAgents: () => {},
      empty: (room) => {
        for (const { rooms } of attached.values()) rooms.delete(room);
      },
      countVisitors: (room) => [...attached.values()].filter(({ rooms }) => rooms.has(room)).length,
      rooms: () => new Set([...attached.values()].flatMap(({ rooms }) => [...rooms])),
    };
  }

  const gateway: SimulatedGateway = {
    lostNoticePercent: 0,
    attach: (principal, link, onNotice) => {
      const rooms = new Set<string>();
      const connection: Connection = {
        id: link.id,
        principal,
        join: (room) => void rooms.add(room),
        leave: (room) => void rooms.delete(room),
      };
      attached.set(link.id, { connection, link, rooms, onNotice });
    },
    request: (link, name, payload, onAnswer) => {
      const { receive, visitor, agent } = running;
      link.toGateway(async () => {
        const entry = attached.get(link.id);
        if (entry === undefined) return;
        const { connection } = entry;
        const acknowledge = (result: Result<unknown>) => link.toClient(() => onAnswer(result));
        if (isFrom(connection, 'visitor')) await handle(connection, visitor);
        if (isFrom(connection, 'agent')) await handle(connection, agent);

        async function handle<Who extends Principal>(from: Connection<Who>, operations: Operations<Who>) {
          const perform = operations[name];
          if (perform === undefined) throw new Error(`No operation ${name}`);
          await receive(from, name, perform, payload, acknowledge);
        }
      });
    },
    announceHeads: () => announceHeads(running.services),
    restart: () => {
      for (const { link } of attached.values()) link.cut();
      attached = new Map();
      running = boot();
    },
  };
  return gateway;
}

function isFrom<Kind extends Principal['kind']>(
  connection: Connection,
  kind: Kind,
): connection is Connection<Extract<Principal, { kind: Kind }>> {
  return connection.principal.kind === kind;
}

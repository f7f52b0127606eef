import type { Refusal } from '@handlr/protocol';
import type { Server, Socket } from 'socket.io';
import type { Operations, Receive } from '../inbound.ts';
import type { Admission } from './admit-visitor.ts';
import type { Arrival, Arrivals, EngineSocket, NotedArrival } from './arrivals.ts';
import { cutConnection } from './cut-connection.ts';
import type { AgentPrincipal, Connection, Principal, VisitorPrincipal } from './principal.ts';

type Deps<Who extends Principal> = {
  readonly io: Server;
  readonly namespace: string;
  readonly arrivals: Arrivals;
  readonly receive: Receive;
  readonly operations: Operations<Who>;
  admit(handshake: unknown, arrival: Arrival, cookie: string | undefined): Promise<Admission<Who>>;
  onAdmitted(socket: Socket, noted: NotedArrival, principal: Who): void;
  onRefused(namespace: string, code: string): void;
  onDisconnected(principal: Who): Promise<void> | void;
};

export type VisitorSockets = Deps<VisitorPrincipal>;
export type AgentSockets = Deps<AgentPrincipal>;

/** Puts one namespace behind its admission, and every event of its sockets through `receive`. */
export function attachSockets<Who extends Principal>(deps: Deps<Who>): void {
  const { io, namespace, arrivals, receive, operations } = deps;
  const principals = new WeakMap<Socket, Who>();

  io.of(namespace).use((socket, next) => {
    void admitSocket(socket).then(
      (refused) => next(refused === null ? undefined : refusalError(refused)),
      () => next(refusalError({ code: 'unavailable' })),
    );
  });

  io.of(namespace).on('connection', (socket) => {
    const principal = principals.get(socket);
    if (principal === undefined) return void socket.disconnect(true);
    const connection: Connection<Who> = {
      id: socket.id,
      principal,
      join: (room) => void socket.join(room),
      leave: (room) => void socket.leave(room),
    };
    for (const [name, perform] of Object.entries(operations)) {
      socket.on(name, (...given: unknown[]) => {
        const acknowledge = typeof given.at(-1) === 'function' ? given.pop() : undefined;
        // One payload is what every schema is for; of none or several, none is taken.
        void receive(connection, name, perform, given.length === 1 ? given[0] : undefined, acknowledge);
      });
    }
    socket.on('disconnect', () => {
      // A connection that left its namespace would stay, joined to nothing, for as long as it answers pings.
      socket.conn.close();
      void deps.onDisconnected(principal);
    });
  });

  /** Null when let in, otherwise why not. */
  async function admitSocket(socket: Socket): Promise<Refusal | null> {
    const engineSocket: EngineSocket = socket.conn;
    const { auth } = socket.handshake;
    socket.handshake.auth = {};
    const noted = arrivals.take(engineSocket);
    if (noted === null) {
      // Clients of ours make a new connection for each try.
      cutConnection(engineSocket);
      return { code: 'invalid' };
    }
    const admission = await deps.admit(auth, noted.arrival, noted.cookie);
    if (!admission.ok) {
      const { ok: _, ...refused } = admission;
      deps.onRefused(namespace, refused.code);
      return refused;
    }
    principals.set(socket, admission.principal);
    deps.onAdmitted(socket, noted, admission.principal);
    return null;
  }
}

/** Socket.io has a namespace `/` whether one wants it or not, and lets everybody in. */
export function refuseRootNamespace(io: Server): void {
  io.of('/').use((_socket, next) => next(refusalError({ code: 'not-found' })));
}

/** Socket.io hands `data` to the client's `connect_error`. */
function refusalError(refused: Refusal): Error {
  return Object.assign(new Error(refused.code), { data: refused });
}

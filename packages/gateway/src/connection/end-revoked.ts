import type { Namespace } from 'socket.io';
import { cutConnection } from './cut-connection.ts';
import { sessionRoom } from './end-with-session.ts';

/** For a last word to be read by whoever listens; whoever does not is cut all the same. */
const lastWordMs = 400;

/** Ends a session's sockets within a second, and tells their pages that the agent wanted it from elsewhere. */
export function endRevoked(agents: Namespace, sessionId: string): void {
  agents.to(sessionRoom(sessionId)).emit('session:ended', {});
  for (const socket of agents.sockets.values()) {
    if (!socket.rooms.has(sessionRoom(sessionId))) continue;
    const connection = socket.conn;
    socket.disconnect(true);
    setTimeout(cutConnection, lastWordMs, connection).unref();
  }
}

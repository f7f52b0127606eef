import type { Refusal } from '@handlr/protocol';
import type { Socket } from 'socket.io';
import { cutConnection } from '../connection/cut-connection.ts';

/** For a last word to be read by whoever listens; whoever does not is cut all the same. */
const lastWordMs = 400;

/** Tells the visitor that the chat is closed and ends the connection, within a second whether they like it or not. */
export function endConnection(socket: Socket, { until = 0 }: Refusal): void {
  socket.emit('ban:closed', { until });
  const connection = socket.conn;
  socket.disconnect(true);
  setTimeout(cutConnection, lastWordMs, connection).unref();
}

import { once } from 'node:events';
import type { Server } from 'node:net';

/** Listens on a port that is free, on this machine only. Returns the port. */
export async function listenAnywhere(server: Server, host = 'localhost'): Promise<number> {
  server.listen(0, host);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return address.port;
}

import { connect, createServer, type Socket } from 'node:net';
import { listenAnywhere } from './listen.ts';

/** Stands in front of a gateway, and can shut its sockets off while pages and their files still load. */
export type Valve = { readonly url: string; shut(): void; open(): void; close(): Promise<void> };

export async function startValve(targetPort: () => number): Promise<Valve> {
  let isShut = false;
  const passing = new Set<Socket>();
  const ofSockets = new Set<Socket>();
  const server = createServer((inbound) => {
    passing.add(inbound);
    inbound.on('close', () => passing.delete(inbound)).on('error', () => inbound.destroy());
    // Browsers send a poll over whatever connection is open, also over one that files came through before.
    inbound.on('data', (chunk) => {
      if (!chunk.toString('latin1').split('\r\n', 1)[0]?.includes(' /socket')) return;
      if (isShut) inbound.destroy();
      ofSockets.add(inbound);
      inbound.on('close', () => ofSockets.delete(inbound));
    });
    inbound.once('data', (first) => {
      if (inbound.destroyed) return;
      const outbound = connect(targetPort(), '127.0.0.1');
      outbound.on('error', () => inbound.destroy());
      outbound.write(first);
      inbound.pipe(outbound).pipe(inbound);
    });
  });
  const port = await listenAnywhere(server, 'localhost');
  return {
    url: `http://localhost:${port}`,
    shut() {
      isShut = true;
      for (const socket of ofSockets) socket.destroy();
    },
    open: () => void (isShut = false),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of passing) socket.destroy();
      }),
  };
}

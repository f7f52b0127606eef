import type { EngineSocket } from './arrivals.ts';
import { cutConnection, webSocketOf } from './cut-connection.ts';

/** What may wait for one reader. Who is cut comes back and catches up, so nothing is lost but memory (design §7). */
export const maxBacklogBytes = 1024 * 1024;

/**
 * Cuts a connection that is sent more than it reads. Looked at before each packet and not by a timer: a flood of answers is
 * faster than any timer. A single large answer passes, whatever its size, when nothing waits before it.
 */
export function cutSlowReader(connection: EngineSocket): void {
  /** In engine.io's own buffer: while a web socket's last batch is not written, or until the next poll. */
  let queuedBytes = 0;
  const isSlow = (): boolean =>
    queuedBytes + (webSocketOf(connection.transport)?.bufferedAmount ?? 0) > maxBacklogBytes;
  const cutIfSlow = (): void => {
    if (isSlow()) cutConnection(connection);
  };

  connection.on('packetCreate', ({ data }: { readonly data?: string | Buffer }) => {
    cutIfSlow();
    queuedBytes += data === undefined ? 0 : Buffer.byteLength(data);
  });
  connection.on('flush', () => (queuedBytes = 0));

  // Pongs go past engine.io, and are owed for every ping.
  const watchPings = (transport: EngineSocket['transport']): void => {
    webSocketOf(transport)?.on('ping', cutIfSlow);
  };
  watchPings(connection.transport);
  connection.on('upgrade', watchPings);
}

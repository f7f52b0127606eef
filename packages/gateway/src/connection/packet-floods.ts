import type { Clock } from '@handlr/core';
import type { EngineSocket } from './arrivals.ts';
import { cutConnection } from './cut-connection.ts';
import type { Rate } from './rate-limits.ts';

/** Above what requests may be, so that whoever merely hurries is told `too-many`; whoever does not listen is cut. */
const packetsPerRequest = 4;

/**
 * Cuts a connection that sends more packets than requests could need. What is no request at all, such as unknown names and
 * namespaces, acknowledgements and attachments, is counted nowhere else.
 */
export function cutPacketFlood(connection: EngineSocket, { points, duration }: Rate, clock: Clock): void {
  const maxPackets = points * packetsPerRequest;
  let count = 0;
  let beganAtMs = clock.nowMs();
  connection.on('packet', () => {
    const nowMs = clock.nowMs();
    if (nowMs - beganAtMs >= duration * 1000) {
      beganAtMs = nowMs;
      count = 0;
    }
    count += 1;
    if (count > maxPackets) cutConnection(connection);
  });
}

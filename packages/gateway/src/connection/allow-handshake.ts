import type { IncomingMessage } from 'node:http';
import type { Locate } from '../locate/index.ts';
import { createLimiter, type Rate } from './rate-limits.ts';

/** Engine.io's `allowRequest`. */
export type AllowHandshake = (
  request: IncomingMessage,
  decide: (refusedBecause: string | null, allowed: boolean) => void,
) => void;

/** A network may greet for several sites, and greets twice where web sockets are blocked. */
const handshakesPerConnection = 4;

/**
 * Decides on a transport before anything is made for it. Which site it is for is not known yet: that is counted when it joins a
 * namespace. Polling through script elements (JSONP) is refused: a page may read those without being asked for its origin.
 */
export function createAllowHandshake({
  locate,
  rate,
}: {
  readonly locate: Locate;
  readonly rate: Rate;
}): AllowHandshake {
  const limit = createLimiter({ ...rate, points: rate.points * handshakesPerConnection });

  async function refusal({ url, headers, socket }: IncomingMessage): Promise<string | null> {
    if (URL.parse(url ?? '', 'http://gateway')?.searchParams.has('j') !== false) return 'invalid';
    const location = locate({ remoteAddress: socket.remoteAddress, forwardedFor: headers['x-forwarded-for'] });
    return (await limit(location.rateLimitTag)) === null ? null : 'too-many';
  }

  return (request, decide) => {
    refusal(request).then(
      (reason) => decide(reason, reason === null),
      () => decide('unavailable', false),
    );
  };
}

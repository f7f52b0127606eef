import { minimiseUserAgent } from '@handlr/privacy/user-agent';
import { type Locate, type NetworkTag, scrubConnection } from '../locate/index.ts';

/** What is read of a connection before everything that could identify its sender is removed from memory. */
export type Arrival = {
  readonly origin: string | undefined;
  /** The browser's word that a page of the gateway's own origin asked. It sends no origin with such a GET, but this. */
  readonly isSameOrigin: boolean;
  readonly country: string | null;
  readonly rateLimitTag: string;
  readonly networkTags: readonly NetworkTag[];
  /** Family and major version. */
  readonly browser: string;
  /** Global Privacy Control, which only the value `1` says (W3C Global Privacy Control §3). */
  readonly gpc: boolean;
};

export type NotedArrival = {
  readonly arrival: Arrival;
  /** The header; only the console's sockets have one. */
  readonly cookie: string | undefined;
};

/** The transport's own socket, as far as this file looks into it. */
export type EngineSocket = Parameters<typeof scrubConnection>[0];

export type Arrivals = {
  /** Reads, locates, and scrubs. To be called in the very turn in which the connection is made. */
  note(socket: EngineSocket): void;
  /** What was read, once: it is good for one try to join a namespace, and then forgotten. */
  take(socket: EngineSocket): NotedArrival | null;
};

export function createArrivals({ locate }: { readonly locate: Locate }): Arrivals {
  const arrivals = new WeakMap<EngineSocket, NotedArrival>();

  function note(socket: EngineSocket): void {
    const { headers, socket: tcp } = socket.request;
    const { country, rateLimitTag, networkTags } = locate({
      remoteAddress: tcp.remoteAddress,
      forwardedFor: headers['x-forwarded-for'],
    });
    const { family, major } = minimiseUserAgent(headers['user-agent'] ?? '');
    const arrival = {
      origin: headers.origin,
      isSameOrigin: headers['sec-fetch-site'] === 'same-origin',
      country,
      rateLimitTag,
      networkTags,
      browser: `${family} ${major}`.trim(),
      gpc: headers['sec-gpc'] === '1',
    };
    arrivals.set(socket, { arrival, cookie: headers.cookie });
    scrubConnection(socket);
  }

  function take(socket: EngineSocket): NotedArrival | null {
    const noted = arrivals.get(socket) ?? null;
    arrivals.delete(socket);
    return noted;
  }

  return { note, take };
}

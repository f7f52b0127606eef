import {
  errorCodes,
  isRetryable,
  limits,
  protocolVersion,
  type Refusal,
  refusal,
  type Result,
  socketPath,
  visitorNamespace,
} from '@handlr/protocol';
import { Manager, type Socket } from 'socket.io-client';
import type { Surroundings, Undo } from '../surroundings/surroundings.ts';
import { fullJitterMs } from './full-jitter.ts';
import type { Transport, TransportListener } from './transport.ts';

/** A network that swallows web sockets leaves us waiting this long. */
const connectTimeoutMs = 8_000;
/** `tryAllTransports` cures a refused web socket but not a silent one; after so many failures polling goes first. */
const failuresBeforePolling = 2;

type Deps = { readonly gatewayUrl: string; readonly siteKey: string; readonly surroundings: Surroundings };

export function createSocketTransport(
  { gatewayUrl, siteKey, surroundings }: Deps,
  listener: TransportListener,
): Transport {
  let socket: Socket | null = null;
  let failures = 0;
  let isPollingFirst = false;
  let isWanted = false;
  let cancelRest: Undo | null = null;

  return {
    open() {
      isWanted = true;
      if (socket === null && cancelRest === null) connect();
    },
    close() {
      isWanted = false;
      stopResting();
      const isLost = socket?.connected;
      drop();
      if (isLost) listener.disconnected();
    },
    hurry() {
      if (cancelRest !== null) connect();
    },
    request(name, payload) {
      const current = socket;
      if (!current?.connected) return Promise.resolve(refusal('unavailable'));
      return new Promise((resolve) => {
        current.timeout(limits.answerTimeoutMs).emit(name, payload, (error: Error | null, result: Result<never>) => {
          resolve(error === null ? result : refusal('unavailable'));
        });
      });
    },
  };

  // A new manager each time: nothing of a lost connection, such as what it had buffered, outlives it.
  function connect(): void {
    stopResting();
    const manager = new Manager(gatewayUrl, {
      path: socketPath,
      transports: isPollingFirst ? ['polling', 'websocket'] : ['websocket', 'polling'],
      tryAllTransports: true,
      timeout: connectTimeoutMs,
      // Ours has full jitter, and stops when the gateway says that it is in vain.
      reconnection: false,
      autoConnect: false,
    });
    const fresh = manager.socket(visitorNamespace, { auth: { protocol: protocolVersion, siteKey } });
    socket = fresh;
    let isUp = false;
    fresh.on('connect', () => {
      isUp = true;
      failures = 0;
      listener.connected();
    });
    fresh.on('disconnect', () => {
      drop();
      if (!isUp) return fail();
      listener.disconnected();
      rest();
    });
    fresh.on('connect_error', (error: Error & { readonly data?: Partial<Refusal> }) => {
      drop();
      const code = errorCodes.find((known) => known === error.data?.code);
      if (code === undefined || isRetryable(code)) fail();
      else listener.refused(code, error.data?.until);
    });
    for (const [name, listen] of Object.entries(listener.notices)) fresh.on(name, listen);
    fresh.connect();
  }

  function fail(): void {
    failures += 1;
    if (failures >= failuresBeforePolling) isPollingFirst = true;
    listener.disconnected();
    rest();
  }

  function rest(): void {
    if (isWanted) cancelRest = surroundings.after(fullJitterMs(failures, surroundings.chance()), connect);
  }

  function stopResting(): void {
    cancelRest?.();
    cancelRest = null;
  }

  function drop(): void {
    const old = socket;
    socket = null;
    old?.off();
    old?.disconnect();
  }
}

import type { EngineSocket } from './arrivals.ts';

type Transport = EngineSocket['transport'];

/** What this folder needs of the `ws` socket that engine.io's transport wraps and does not show. */
export type WebSocketLike = {
  /** Bytes that were handed over and are not in the kernel yet. */
  readonly bufferedAmount: number;
  /** Ends it without the closing handshake, for which it would wait. */
  terminate(): void;
  on(event: 'ping', listener: () => void): unknown;
};

/** Null while the transport is long-polling. */
export function webSocketOf(transport: Transport): WebSocketLike | null {
  const socket: unknown = Reflect.get(transport, 'socket');
  return isWebSocket(socket) ? socket : null;
}

/**
 * Ends a connection at once, as if its transport had. Engine.io's own `close` first waits until everything is sent, or for a
 * long poll: with whom it is used for here, that never comes.
 */
export function cutConnection({ transport }: EngineSocket): void {
  const webSocket = webSocketOf(transport);
  transport.emit('close');
  webSocket?.terminate();
}

function isWebSocket(value: unknown): value is WebSocketLike {
  return typeof value === 'object' && value !== null && 'bufferedAmount' in value && 'terminate' in value;
}

import { closedUntil, keepClosed, watchDoor } from '../ban/closed-door.ts';
import type { DeviceStorage } from '../storage/device-storage.ts';
import type { CreateTransport, Transport, TransportListener } from './transport.ts';

/** Who else wants the socket: told of it only while they do, and not told the chat's notices. */
export type LinkListener = Omit<TransportListener, 'notices'>;

export type SharedTransport = {
  readonly ofChat: CreateTransport;
  readonly ofOthers: (listener: LinkListener) => Transport;
  /** Asks whether a chat that was closed is open again. */
  readonly knock: () => void;
};

/** One socket in a tab (C8): it stands while anybody wants it and the chat is not closed for this visitor. */
export function createSharedTransport(
  createTransport: CreateTransport,
  storage: DeviceStorage,
  changed: () => void,
): SharedTransport {
  const wanting = new Set<LinkListener>();
  let isUp = false;
  /** The chat comes first, and makes it. */
  let wire: Transport;
  const each = (tell: (listener: LinkListener) => void): void => [...wanting].forEach(tell);
  const disconnected = (): void => {
    isUp = false;
    each((listener) => listener.disconnected());
  };
  const shut = (until: number): void => {
    keepClosed(storage, until);
    wire.close();
    disconnected();
  };

  return {
    ofChat(listener) {
      wire = createTransport({
        connected() {
          isUp = true;
          each(({ connected }) => connected());
        },
        disconnected,
        refused(code, until) {
          if (until) return shut(until);
          isUp = false;
          each(({ refused }) => refused(code));
        },
        notices: { ...listener.notices, 'ban:closed': ({ until }) => shut(until) },
      });
      return share(wire, listener);
    },
    ofOthers: (listener) => share(wire, listener),
    knock: watchDoor(storage, () => {
      if (wanting.size > 0 && !closedUntil(storage)) wire.open();
      changed();
    }),
  };

  function share(shared: Transport, listener: LinkListener): Transport {
    return {
      open() {
        wanting.add(listener);
        if (closedUntil(storage)) return;
        if (!isUp) return shared.open();
        queueMicrotask(() => {
          if (isUp && wanting.has(listener)) listener.connected();
        });
      },
      close() {
        if (!wanting.delete(listener)) return;
        const wasUp = isUp;
        if (wanting.size === 0) shared.close();
        if (wasUp) listener.disconnected();
      },
      hurry: shared.hurry,
      request: shared.request,
    };
  }
}

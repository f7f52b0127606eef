import type { CreateTransport, Transport, TransportListener } from './transport.ts';

/** Who else wants the socket: told of it only while they do, and not told the chat's notices. */
export type LinkListener = Omit<TransportListener, 'notices'>;

export type SharedTransport = {
  readonly ofChat: CreateTransport;
  readonly ofOthers: (listener: LinkListener) => Transport;
};

/** One socket in a tab (C8): it stands while anybody wants it. */
export function createSharedTransport(createTransport: CreateTransport): SharedTransport {
  const wanting = new Set<LinkListener>();
  let isUp = false;
  let wire: Transport | null = null;
  const each = (tell: (listener: LinkListener) => void): void => [...wanting].forEach(tell);

  return {
    ofChat(listener) {
      wire = createTransport({
        connected() {
          isUp = true;
          each(({ connected }) => connected());
        },
        disconnected() {
          isUp = false;
          each(({ disconnected }) => disconnected());
        },
        refused(code) {
          isUp = false;
          each(({ refused }) => refused(code));
        },
        notices: listener.notices,
      });
      return share(wire, listener);
    },
    ofOthers(listener) {
      if (wire === null) throw new Error('The chat comes first');
      return share(wire, listener);
    },
  };

  function share(shared: Transport, listener: LinkListener): Transport {
    return {
      open() {
        wanting.add(listener);
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

import { once } from 'node:events';
import { protocolVersion, visitorNamespace } from '@handlr/protocol';
import { WebSocket } from 'ws';
import { shopOrigin, siteKey } from '../support/gateway.ts';

/** A web socket that speaks engine.io 4 and socket.io 5 by hand, and so can say what no client would. */
export type RawSocket = {
  readonly webSocket: WebSocket;
  /** What came so far, each frame as text. */
  readonly frames: readonly string[];
  /** A frame as it is; text, or bytes as an attachment. */
  send(frame: string | Uint8Array): void;
  /** The first frame, past or to come, that this finds. Rejects when the socket closes before. */
  receive(find: (frame: string) => boolean): Promise<string>;
  /** Sends an event of the visitor's namespace, and answers the acknowledgement's first value. */
  ask(name: string, ...payloads: unknown[]): Promise<unknown>;
  readonly closed: Promise<void>;
  close(): void;
};

const patienceMs = 8_000;

/** Opens the transport alone: no namespace is joined. */
export async function openRaw(
  url: string,
  { headers = {}, query = '' }: { readonly headers?: Record<string, string>; readonly query?: string } = {},
): Promise<RawSocket> {
  const address = `${url.replace('http', 'ws')}/socket/?EIO=4&transport=websocket${query}`;
  const webSocket = new WebSocket(address, { headers: { origin: shopOrigin, ...headers }, perMessageDeflate: false });
  const frames: string[] = [];
  const waiting = new Set<() => void>();
  webSocket.on('message', (data) => {
    const frame = Buffer.isBuffer(data) ? data.toString() : '';
    if (frame === '2') webSocket.send('3');
    frames.push(frame);
    for (const look of waiting) look();
  });
  // A socket that is cut has errors to tell; that it closed is all that matters here.
  webSocket.on('error', () => {});
  const closed = new Promise<void>((resolve) => webSocket.once('close', () => resolve()));
  await once(webSocket, 'open');

  let lastId = 0;
  function receive(find: (frame: string) => boolean): Promise<string> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => done(() => reject(new Error(`Nothing of the kind in ${patienceMs} ms`))),
        patienceMs,
      );
      const look = (): void => {
        const found = frames.find(find);
        if (found !== undefined) done(() => resolve(found));
      };
      const done = (settle: () => void): void => {
        clearTimeout(timer);
        waiting.delete(look);
        settle();
      };
      waiting.add(look);
      void closed.then(() => done(() => reject(new Error('Closed'))));
      look();
    });
  }

  const send = (frame: string | Uint8Array): void => webSocket.send(frame);
  return {
    webSocket,
    frames,
    send,
    receive,
    ask: async (name, ...payloads) => {
      const id = (lastId += 1);
      send(`42${visitorNamespace},${id}${JSON.stringify([name, ...payloads])}`);
      const prefix = `43${visitorNamespace},${id}[`;
      const frame = await receive((text) => text.startsWith(prefix));
      return JSON.parse(frame.slice(prefix.length - 1))[0];
    },
    closed,
    close: () => webSocket.terminate(),
  };
}

/** The same, admitted as a visitor. */
export async function joinRaw(url: string): Promise<RawSocket> {
  const raw = await openRaw(url);
  raw.send(`40${visitorNamespace},${JSON.stringify({ protocol: protocolVersion, siteKey })}`);
  await raw.receive((frame) => frame.startsWith(`40${visitorNamespace},`));
  return raw;
}

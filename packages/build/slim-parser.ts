import { Emitter } from './slim-emitter.ts';

/*
 * Socket.io's packets without their binary kinds: `<type>[<namespace>,][<id>][JSON]` (Socket.IO protocol, revision 5).
 * Our gateway sends JSON alone, so what takes binary apart and puts it together would be dead weight in every page.
 * `slim-socket.ts` puts this in the place of socket.io-parser.
 */

export const protocol = 5;

export const PacketType = { CONNECT: 0, DISCONNECT: 1, EVENT: 2, ACK: 3, CONNECT_ERROR: 4 } as const;

export type Packet = { readonly type: number; readonly nsp: string; readonly id?: number; readonly data?: unknown };

/** What comes, by what it must hold. */
export type Received = Pick<Packet, 'nsp' | 'id'> &
  (
    | { readonly type: typeof PacketType.CONNECT; readonly data: object }
    | { readonly type: typeof PacketType.DISCONNECT }
    | { readonly type: typeof PacketType.EVENT; readonly data: readonly [name: string, ...payload: unknown[]] }
    | { readonly type: typeof PacketType.ACK; readonly data: readonly unknown[] }
    | { readonly type: typeof PacketType.CONNECT_ERROR; readonly data: { readonly message: string; data?: unknown } }
  );

export class Encoder {
  encode(packet: Packet): string[] {
    return [encode(packet)];
  }
}

export class Decoder extends Emitter {
  /** @throws Error on anything but a whole packet of text; socket.io then closes the connection. */
  add(encoded: unknown): void {
    this.emitReserved('decoded', decode(encoded));
  }

  destroy(): void {}
}

export function encode({ type, nsp, id, data }: Packet): string {
  const namespace = nsp === '/' ? '' : `${nsp},`;
  return `${type}${namespace}${id ?? ''}${data === undefined ? '' : JSON.stringify(data)}`;
}

const form = /^([0-4])(?:(\/[^,]*),)?(\d*)(.*)$/s;

/** @throws Error on anything but a whole packet of text. */
export function decode(encoded: unknown): Received {
  const [, type, nsp = '/', id, json] = (typeof encoded === 'string' && form.exec(encoded)) || [];
  if (type === undefined) throw new Error('Not a packet');
  const data: unknown = json ? JSON.parse(json) : undefined;
  const packet = { type: Number(type), nsp, data };
  if (!isWhole(packet)) throw new Error('Not a packet');
  return id ? { ...packet, id: Number(id) } : packet;
}

function isWhole(packet: Packet): packet is Received {
  const { type, data } = packet;
  switch (type) {
    case PacketType.CONNECT:
      return isObject(data);
    case PacketType.DISCONNECT:
      return data === undefined;
    case PacketType.CONNECT_ERROR:
      return typeof data === 'string' || isObject(data);
    case PacketType.ACK:
      return Array.isArray(data);
    default:
      return Array.isArray(data) && typeof data[0] === 'string';
  }
}

function isObject(data: unknown): boolean {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

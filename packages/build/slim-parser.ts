import { Emitter } from '@socket.io/component-emitter';

/*
 * Socket.io's packets without their binary kinds: `<type>[<namespace>,][<id>][JSON]` (Socket.IO protocol, revision 5).
 * Our gateway sends JSON alone, so what takes binary apart and puts it together would be dead weight in every page.
 * `slim-socket.ts` puts this in the place of socket.io-parser.
 */

export const protocol = 5;

export const PacketType = { CONNECT: 0, DISCONNECT: 1, EVENT: 2, ACK: 3, CONNECT_ERROR: 4 } as const;

type Packet = { readonly type: number; readonly nsp: string; readonly id?: number; readonly data?: unknown };

type Events = { decoded: (packet: Packet) => void };

export class Encoder {
  encode({ type, nsp, id, data }: Packet): string[] {
    const namespace = nsp === '/' ? '' : `${nsp},`;
    return [`${type}${namespace}${id ?? ''}${data === undefined ? '' : JSON.stringify(data)}`];
  }
}

export class Decoder extends Emitter<Events, Events, Events> {
  /** @throws Error on anything but a whole packet of text; socket.io then closes the connection. */
  add(encoded: unknown): void {
    this.emitReserved('decoded', decode(encoded));
  }

  destroy(): void {}
}

const form = /^([0-4])(?:(\/[^,]*),)?(\d*)(.*)$/s;

function decode(encoded: unknown): Packet {
  const [, type, nsp = '/', id, json] = (typeof encoded === 'string' && form.exec(encoded)) || [];
  if (type === undefined) throw new Error('Not a packet');
  const data: unknown = json ? JSON.parse(json) : undefined;
  const packet = { type: Number(type), nsp, data };
  if (!isWhole(packet)) throw new Error('Not a packet');
  return id ? { ...packet, id: Number(id) } : packet;
}

function isWhole({ type, data }: Packet): boolean {
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

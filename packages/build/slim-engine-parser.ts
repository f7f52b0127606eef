/*
 * Engine.IO's packets without binary: `<type>[text]`, in a long-polling payload with a record separator between them
 * (Engine.IO protocol, revision 4). `slim-socket.ts` puts this in the place of engine.io-parser.
 */

export const protocol = 4;

const types = ['open', 'close', 'ping', 'pong', 'message', 'upgrade', 'noop'];
const separator = '\u001e';
/** What engine.io-client closes the connection on. */
const broken = { type: 'error', data: 'parser error' };

type Packet = { readonly type: string; readonly data?: string };
type Done = (encoded: string) => void;

export function encodePacket({ type, data = '' }: Packet, _supportsBinary: boolean, done: Done): void {
  done(encode(type, data));
}

export function decodePacket(encoded: unknown): Packet {
  if (typeof encoded !== 'string') return broken;
  const type = types[encoded.charCodeAt(0) - 48];
  if (type === undefined) return broken;
  return encoded.length > 1 ? { type, data: encoded.slice(1) } : { type };
}

export function encodePayload(packets: readonly Packet[], done: Done): void {
  done(packets.map(({ type, data = '' }) => encode(type, data)).join(separator));
}

/** Nothing is read behind a broken packet. */
export function decodePayload(payload: string): Packet[] {
  const packets = payload.split(separator).map(decodePacket);
  const end = packets.indexOf(broken);
  return end < 0 ? packets : packets.slice(0, end + 1);
}

function encode(type: string, data: string): string {
  return types.indexOf(type) + data;
}

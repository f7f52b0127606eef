import ipaddr from 'ipaddr.js';

/** An address. This type stays inside this folder: everything else sees countries and tags. */
export type Address = ReturnType<typeof ipaddr.process>;

/** The form in which proxies write addresses: alone, or with a port, IPv6 then in brackets. */
const withPort = /^(?:\[([^[\]]+)\]|([\d.]+))(?::\d{1,5})?$/;

/** Null for anything but one whole address. IPv4 inside IPv6 becomes IPv4. */
export function parseAddress(text: string): Address | null {
  const [, bracketed, plain] = withPort.exec(text) ?? [];
  const bare = bracketed ?? plain ?? text;
  // The library also reads "1" and "0x7f.1", which no proxy writes and some mistake for something else.
  const isWhole = bare.includes(':') ? ipaddr.IPv6.isValid(bare) : ipaddr.IPv4.isValidFourPartDecimal(bare);
  return isWhole ? ipaddr.process(bare) : null;
}

/** The leading bits of an address, all others 0. `ipv4Bits` and `ipv6Bits` are multiples of 8. */
export function truncate(address: Address, { ipv4Bits, ipv6Bits }: { ipv4Bits: number; ipv6Bits: number }): Address {
  const kept = (address.kind() === 'ipv4' ? ipv4Bits : ipv6Bits) / 8;
  return ipaddr.fromByteArray(address.toByteArray().map((byte, index) => (index < kept ? byte : 0)));
}

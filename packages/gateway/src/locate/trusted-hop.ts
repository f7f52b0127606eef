import ipaddr from 'ipaddr.js';
import { type Address, parseAddress } from './address.ts';

/** What is known of a connection before it is located. */
export type Connection = {
  /** As the socket says. */
  readonly remoteAddress: string | undefined;
  /** The X-Forwarded-For header. No other header is ever read: whoever connects can write them all. */
  readonly forwardedFor: string | readonly string[] | undefined;
};

type Network = ReturnType<typeof ipaddr.parseCIDR>;

const loopback = ['127.0.0.0/8', '::1/128'];

/** Whether this can stand in the list of trusted proxies: an address, a network in CIDR form, or `loopback`. */
export function isTrustedProxy(entry: string): boolean {
  return parseNetworks(entry) !== null;
}

/** @throws TypeError for entries that `isTrustedProxy` refuses. */
export function createSenderOf(trustedProxies: readonly string[]): (connection: Connection) => Address | null {
  const trusted = trustedProxies.flatMap((entry) => {
    const networks = parseNetworks(entry);
    if (networks === null) throw new TypeError('A trusted proxy is neither an address nor a network');
    return networks;
  });

  /**
   * Walks from the socket towards the sender for as long as the hop is trusted to have written down who connected to it.
   * Something unreadable ends the walk: what stands before it is nobody's word.
   */
  return ({ remoteAddress = '', forwardedFor = [] }) => {
    let hop = parseAddress(remoteAddress);
    const written = [forwardedFor].flat().join(',').split(',');
    while (hop !== null && isTrusted(hop)) {
      const next = parseAddress((written.pop() ?? '').trim());
      if (next === null) break;
      hop = next;
    }
    return hop;
  };

  function isTrusted(address: Address): boolean {
    return trusted.some(([network, bits]) => network.kind() === address.kind() && address.match(network, bits));
  }
}

function parseNetworks(entry: string): Network[] | null {
  if (entry === 'loopback') return loopback.map((network) => ipaddr.parseCIDR(network));
  const [text = '', bits, ...rest] = entry.split('/');
  const address = parseAddress(text);
  if (address === null || rest.length > 0) return null;
  const wholeLength = address.toByteArray().length * 8;
  if (bits === undefined) return [[address, wholeLength]];
  // `::ffff:10.0.0.0/104` became IPv4, and its length with it.
  const length = Number(bits) - (text.includes(':') && wholeLength === 32 ? 96 : 0);
  return /^\d{1,3}$/.test(bits) && length >= 0 && length <= wholeLength ? [[address, length]] : null;
}

/*
 * What engine.io-client reads of an address, by the browser's own URL instead of a parser for browsers that have none.
 * `slim-socket.ts` puts this in the place of its `contrib/parseuri.js` and `contrib/parseqs.js`.
 */

type Address = { readonly protocol: string; readonly host: string; readonly port: string; readonly query: string };

/** @throws TypeError for what is not a whole address */
export function parse(text: string): Address {
  const { protocol, hostname, port, search } = new URL(text);
  // The engine puts an IPv6 address in brackets itself.
  return { protocol: protocol.slice(0, -1), host: hostname.replace(/[[\]]/g, ''), port, query: search.slice(1) };
}

export function encode(query: Record<string, string>): string {
  return new URLSearchParams(query).toString();
}

export function decode(query: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(query));
}

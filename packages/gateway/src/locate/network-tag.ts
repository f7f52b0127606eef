import { createHmac, type KeyObject } from 'node:crypto';
import { type Address, truncate } from './address.ts';

/** What of an address makes its tag: all of an IPv4 address; of IPv6 the part that a subscriber cannot change. */
const taggedBits = { ipv4Bits: 32, ipv6Bits: 64 };
const tagBytes = 16;

/** What an epoch's tags are made with. */
export type NetworkSecret = { readonly epoch: number; readonly key: KeyObject };

/** A network in one epoch, by a name that says nothing else. */
export type NetworkTag = { readonly epoch: number; readonly tag: string };

/**
 * An opaque name for the network that a connection comes from: HMAC-SHA-256(key, family ‖ IPv4 or IPv6 /64), 128 bits in
 * base64url. Reversible by whoever holds the key, so keys are as secret as addresses. What has no address shares one tag.
 */
export function networkTag(key: KeyObject, address: Address | null): string {
  const bytes = address === null ? [] : truncate(address, taggedBits).toByteArray();
  const family = address === null ? 0 : address.kind() === 'ipv4' ? 4 : 6;
  const digest = createHmac('sha256', key)
    .update(Uint8Array.from([family, ...bytes]))
    .digest();
  return digest.subarray(0, tagBytes).toString('base64url');
}

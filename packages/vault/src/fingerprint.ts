import blake from 'blakejs/blake2b.js';
import { concat } from './bytes.ts';

/** 32 of them, without those that are taken for each other: i, l, o and 1. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz023456789';
const groups = 5;
const groupLength = 5;

/**
 * The site's identity in 125 bits, as five groups of five characters that people can compare by eye: `k7m2q-…`.
 * @param identity the public key, 32 bytes
 */
export function fingerprintOf(identity: Uint8Array): string {
  const label = new TextEncoder().encode('handlr site identity 1');
  const hash = blake.blake2b(concat(label, identity), undefined, groups * groupLength);
  // The low five bits of each byte: a hash's bytes are as good as independent.
  const characters = Array.from(hash, (byte) => alphabet[byte % alphabet.length] ?? '').join('');
  return characters.replace(new RegExp(`.{${groupLength}}(?=.)`, 'g'), '$&-');
}

import blake from 'blakejs/blake2b.js';

export const digestBytes = 32;

/**
 * What a key belongs to, in 32 bytes (BLAKE2b) that go inside with the key. The parts are told apart by JSON, so no two contexts read
 * the same, and every sealed key is equally long, whatever its site or agent is called.
 * @param label the format and its version, so that no digest of one format holds in another
 */
export function contextDigest(label: string, parts: readonly (string | number)[]): Uint8Array {
  return blake.blake2b(new TextEncoder().encode(JSON.stringify([label, ...parts])), undefined, digestBytes);
}

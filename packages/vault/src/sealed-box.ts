import blake from 'blakejs/blake2b.js';
// The small build: a page pays for it, and seals once.
import nacl from 'tweetnacl/nacl.js';
import { concat, type RandomBytes } from './bytes.ts';

/*
 * Sealed boxes as libsodium makes them (`crypto_box_seal`, libsodium documentation, "Sealed boxes"): an ephemeral key, and a box
 * from it to the recipient under the nonce BLAKE2b-24(ephemeral ‖ recipient). Whoever sealed one cannot open it again.
 *
 * SEA1  libsodium opens what is sealed here, and what libsodium seals is opened here.
 * SEA2  A key that leads to no secret, all-zero or of low order, is never sealed to.
 * SEA3  Whatever was changed, cut or sealed to another key is not opened.
 */

export type BoxKeys = { readonly publicKey: Uint8Array; readonly secretKey: Uint8Array };

export const boxKeyBytes = 32;
/** How much longer a sealed box is than what is in it. */
export const sealOverheadBytes = 48;
const nonceBytes = 24;

/** Sealing to this key would hide nothing. Nothing was sealed. */
export class WeakKeyError extends Error {
  constructor() {
    super('This key protects nothing');
    this.name = 'WeakKeyError';
  }
}

export function createBoxKeys(randomBytes: RandomBytes): BoxKeys {
  return nacl.box.keyPair.fromSecretKey(randomBytes(boxKeyBytes));
}

/** @throws WeakKeyError */
export function sealBox(message: Uint8Array, recipient: Uint8Array, randomBytes: RandomBytes): Uint8Array {
  if (!isStrongKey(recipient)) throw new WeakKeyError();
  const ephemeral = createBoxKeys(randomBytes);
  const nonce = nonceOf(ephemeral.publicKey, recipient);
  return concat(ephemeral.publicKey, nacl.box(message, nonce, recipient, ephemeral.secretKey));
}

/** Null where it is not for this key, or not as it was sealed. */
export function openBox(sealed: Uint8Array, { publicKey, secretKey }: BoxKeys): Uint8Array | null {
  if (sealed.length < sealOverheadBytes) return null;
  const ephemeral = sealed.subarray(0, boxKeyBytes);
  if (!isStrongKey(ephemeral)) return null;
  return nacl.box.open(sealed.subarray(boxKeyBytes), nonceOf(ephemeral, publicKey), ephemeral, secretKey);
}

/** A scalar of X25519 is a multiple of eight, so with any point of low order, in any spelling, it comes to nothing (RFC 7748 section 6.1). */
export function isStrongKey(key: Uint8Array): boolean {
  if (key.length !== boxKeyBytes) return false;
  const scalar = new Uint8Array(boxKeyBytes).fill(1);
  return nacl.scalarMult(scalar, key).some((byte) => byte !== 0);
}

function nonceOf(ephemeral: Uint8Array, recipient: Uint8Array): Uint8Array {
  return blake.blake2b(concat(ephemeral, recipient), undefined, nonceBytes);
}

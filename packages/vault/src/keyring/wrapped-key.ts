import nacl from 'tweetnacl/nacl.js';
import { concat, decodeBase64url, encodeBase64url, type RandomBytes } from '../bytes.ts';
import { contextDigest, digestBytes } from './context-digest.ts';

/*
 * A secret of 32 bytes under a wrapping key: an agent's box key under what their password became, the site's identity under the recovery key.
 * libsodium's `crypto_secretbox` (XSalsa20-Poly1305) under a random nonce of 24 bytes; with the secret inside is what it belongs to.
 * As text: `1.`, then nonce ‖ box in base64url.
 *
 * SEA9   libsodium unwraps what is wrapped here, and what libsodium wraps is unwrapped here.
 * SEA10  A wrapped key holds for its own purpose, owner and epoch: one that was moved is flagged, and not handed out.
 * SEA11  Whatever was changed, cut or wrapped under another key is unreadable, and nothing throws.
 * SEA12  Every wrapped key is equally long, and a version that is not known is named as such.
 */

export type KeyPurpose = 'agent-key' | 'site-identity';

/** What a wrapped key belongs to. */
export type KeyContext = {
  readonly purpose: KeyPurpose;
  /** The agent's id, or the site's key. */
  readonly owner: string;
  /** Counts the owner's keys for this purpose. */
  readonly epoch: number;
};

export type UnwrappedKey =
  | { readonly outcome: 'opened'; readonly secret: Uint8Array }
  /** Wrapped for another purpose, owner or epoch than it was found with. */
  | { readonly outcome: 'moved' }
  /** Another wrapping key, or not as it was wrapped. */
  | { readonly outcome: 'unreadable' }
  /** Wrapped by a newer program. */
  | { readonly outcome: 'unknown-version' };

export const wrappingKeyBytes = 32;
export const secretBytes = 32;
const prefix = '1.';
const nonceBytes = nacl.secretbox.nonceLength;
const sealedBytes = nonceBytes + nacl.secretbox.overheadLength + digestBytes + secretBytes;

/**
 * @param secret 32 bytes; of an Ed25519 key its seed
 * @throws RangeError when secret or wrapping key is of another length
 */
export function wrapKey(
  secret: Uint8Array,
  wrappingKey: Uint8Array,
  context: KeyContext,
  randomBytes: RandomBytes,
): string {
  requireBytes(secret, secretBytes);
  requireBytes(wrappingKey, wrappingKeyBytes);
  const nonce = randomBytes(nonceBytes);
  const box = nacl.secretbox(concat(digestOf(context), secret), nonce, wrappingKey);
  return prefix + encodeBase64url(concat(nonce, box));
}

/**
 * @param wrapped whatever was stored
 * @throws RangeError when the wrapping key is of another length
 */
export function unwrapKey(wrapped: unknown, wrappingKey: Uint8Array, context: KeyContext): UnwrappedKey {
  requireBytes(wrappingKey, wrappingKeyBytes);
  if (typeof wrapped !== 'string') return { outcome: 'unreadable' };
  if (!wrapped.startsWith(prefix)) return { outcome: /^\d+\./.test(wrapped) ? 'unknown-version' : 'unreadable' };
  const sealed = decodeBase64url(wrapped.slice(prefix.length), sealedBytes);
  if (sealed === null) return { outcome: 'unreadable' };
  const inside = nacl.secretbox.open(sealed.subarray(nonceBytes), sealed.subarray(0, nonceBytes), wrappingKey);
  if (inside === null) return { outcome: 'unreadable' };
  if (!nacl.verify(inside.subarray(0, digestBytes), digestOf(context))) return { outcome: 'moved' };
  return { outcome: 'opened', secret: inside.slice(digestBytes) };
}

function digestOf({ purpose, owner, epoch }: KeyContext): Uint8Array {
  return contextDigest('handlr wrapped key 1', [purpose, owner, epoch]);
}

function requireBytes({ length }: Uint8Array, needed: number): void {
  if (length !== needed) throw new RangeError(`A key of ${needed} bytes is needed, this has ${length}`);
}

import nacl from 'tweetnacl/nacl.js';
import { concat, decodeBase64url, encodeBase64url, type RandomBytes } from '../bytes.ts';
import type { EpochKeys } from '../contact.ts';
import { type BoxKeys, boxKeyBytes, isStrongKey, openBox, sealBox, sealOverheadBytes } from '../sealed-box.ts';
import { contextDigest, digestBytes } from './context-digest.ts';

/*
 * The site's secret box key of an epoch, sealed to each who may read (`crypto_box_seal`): agents, and the offline recovery key.
 * As text: `1.`, then the box in base64url; inside, a digest of where it belongs, and the key.
 *
 * SEA13  libsodium opens a share, and a share that libsodium sealed is opened here.
 * SEA14  A share holds for its own site, epoch and reader: one that was moved is flagged, and not handed out.
 * SEA15  Anyone can seal, so a key that is not the one of the epoch's statement is flagged, and not handed out.
 * SEA16  With a key that is all-zero or of low order nothing is shared, and it is said whose it is.
 * SEA17  Sharing anew reaches those who stay and had a share already, and nobody else.
 * SEA18  Whatever was changed, cut or sealed to another is unreadable, and nothing throws.
 */

/** Who may read. `id` is the agent's, or the recovery key's. */
export type Reader = { readonly id: string; readonly publicKey: Uint8Array };

/** A reader at their own keys. */
export type UnlockedReader = { readonly id: string; readonly keys: BoxKeys };

export type Share = { readonly reader: string; readonly epoch: number; readonly sealed: string };

export type SharedKey =
  | { readonly ok: true; readonly shares: readonly Share[] }
  | { readonly ok: false; readonly problem: 'weak-key'; readonly reader: string };

/** Where a share belongs, and the public key that the epoch's verified statement names. */
export type SharePlace = { readonly site: string; readonly epoch: number; readonly boxKey: Uint8Array };

export type OpenedShare =
  | { readonly outcome: 'opened'; readonly keys: EpochKeys }
  /** Sealed for another site, epoch or reader than it was found with. */
  | { readonly outcome: 'moved' }
  /** Not the secret of the key that visitors seal to. */
  | { readonly outcome: 'other-key' }
  | { readonly outcome: 'unreadable' }
  /** Sealed by a newer program. */
  | { readonly outcome: 'unknown-version' };

const prefix = '1.';
const sealedBytes = sealOverheadBytes + digestBytes + boxKeyBytes;

/** A share for each reader; none at all when one of them has a key that protects nothing. */
export function shareWith(
  readers: readonly Reader[],
  { epoch, secretKey }: EpochKeys,
  site: string,
  randomBytes: RandomBytes,
): SharedKey {
  const weak = readers.find(({ publicKey }) => !isStrongKey(publicKey));
  if (weak !== undefined) return { ok: false, problem: 'weak-key', reader: weak.id };
  const shares = readers.map(({ id, publicKey }) => {
    const inside = concat(digestOf(site, epoch, id), secretKey);
    return { reader: id, epoch, sealed: prefix + encodeBase64url(sealBox(inside, publicKey, randomBytes)) };
  });
  return { ok: true, shares };
}

/** @param sealed whatever was stored */
export function openShare(sealed: unknown, { id, keys }: UnlockedReader, place: SharePlace): OpenedShare {
  const { site, epoch, boxKey } = place;
  if (typeof sealed !== 'string') return { outcome: 'unreadable' };
  if (!sealed.startsWith(prefix)) return { outcome: /^\d+\./.test(sealed) ? 'unknown-version' : 'unreadable' };
  const bytes = decodeBase64url(sealed.slice(prefix.length), sealedBytes);
  const inside = bytes === null ? null : openBox(bytes, keys);
  if (inside === null) return { outcome: 'unreadable' };
  if (!nacl.verify(inside.subarray(0, digestBytes), digestOf(site, epoch, id))) return { outcome: 'moved' };
  const { publicKey, secretKey } = nacl.box.keyPair.fromSecretKey(inside.slice(digestBytes));
  if (!nacl.verify(publicKey, boxKey)) return { outcome: 'other-key' };
  return { outcome: 'opened', keys: { epoch, publicKey, secretKey } };
}

/**
 * The same key again, in new boxes, when who may read has changed.
 * @param shares those of the epoch until now
 */
export function reshare(
  shares: readonly Share[],
  staying: readonly Reader[],
  keys: EpochKeys,
  site: string,
  randomBytes: RandomBytes,
): SharedKey {
  const had = new Set(shares.filter(({ epoch }) => epoch === keys.epoch).map(({ reader }) => reader));
  const readers = staying.filter(({ id }) => had.has(id));
  return shareWith(readers, keys, site, randomBytes);
}

function digestOf(site: string, epoch: number, reader: string): Uint8Array {
  return contextDigest('handlr shared key 1', [site, epoch, reader]);
}

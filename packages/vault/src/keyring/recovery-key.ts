import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import blake from 'blakejs/blake2b.js';
import nacl from 'tweetnacl/nacl.js';
import type { RandomBytes } from '../bytes.ts';
import { type BoxKeys, createBoxKeys } from '../sealed-box.ts';

/*
 * What the owner prints and puts away: 32 random bytes as 24 words (BIP-39, English, with its checksum of eight bits).
 * Two keys come of it: a box key, to which the site's keys are shared, and a wrapping key, which wraps the site's identity. Each is
 * BLAKE2b-256 of its own label, keyed with the 32 bytes: those are random already, so there is nothing to extract or to stretch (the seed of
 * BIP-39 is for wallets), and BLAKE2b is here anyway, where HKDF would bring a second hash, or answer later in a browser.
 *
 * SEA19  The words of 32 bytes are those of BIP-39, and lead back to them.
 * SEA20  Box key and wrapping key are told apart by their labels: who has one has nothing of the other, or of the words.
 * SEA21  Words are read in any case, spacing and numbering.
 * SEA22  A word that is none is told with its place; so is a number of words that is not 24, and a checksum that does not hold.
 * SEA23  The one wrong word among 24 is found when the site's recovery key is known.
 */

export const recoveryWords = 24;
const recoveryBytes = 32;

export type RecoveryKeys = { readonly boxKeys: BoxKeys; readonly wrappingKey: Uint8Array };

export type ReadWords =
  | { readonly ok: true; readonly secret: Uint8Array }
  /** `place` counts from 1, as the words are printed. `word` is it as it was understood. */
  | { readonly ok: false; readonly problem: 'unknown-word'; readonly place: number; readonly word: string }
  | { readonly ok: false; readonly problem: 'count'; readonly count: number }
  /** All are words of the list, but at least one is another than was printed, or stands elsewhere. */
  | { readonly ok: false; readonly problem: 'checksum' };

/** 32 bytes, to be shown with `wordsOf` and then forgotten. */
export function createRecoverySecret(randomBytes: RandomBytes): Uint8Array {
  return randomBytes(recoveryBytes);
}

/** The 24 words of 32 bytes. */
export function wordsOf(secret: Uint8Array): string[] {
  return entropyToMnemonic(secret, wordlist).split(' ');
}

export function recoveryKeysOf(secret: Uint8Array): RecoveryKeys {
  return {
    boxKeys: createBoxKeys((length) => derive('handlr recovery box key 1', secret, length)),
    wrappingKey: derive('handlr recovery wrapping key 1', secret, recoveryBytes),
  };
}

/** @param text as a person types it or pastes it: `1. Abandon  2) ability` is well read */
export function readWords(text: string): ReadWords {
  const words = splitWords(text);
  const at = words.findIndex((word) => !wordlist.includes(word));
  const word = words[at];
  if (word !== undefined) return { ok: false, problem: 'unknown-word', place: at + 1, word };
  if (words.length !== recoveryWords) return { ok: false, problem: 'count', count: words.length };
  const secret = secretOf(words);
  return secret === null ? { ok: false, problem: 'checksum' } : { ok: true, secret };
}

/**
 * Where the one word stands that is another than was printed. The checksum alone cannot say; with the public recovery key of the site it takes
 * up to 49,128 checksums and about 200 keys, seconds of work, so not on a page's main thread.
 * @returns its place from 1, or null where it is not just one
 */
export function findWrongWord(text: string, publicKey: Uint8Array): number | null {
  const words = splitWords(text);
  const index = words.findIndex((_word, at) =>
    wordlist.some((candidate) => {
      const secret = secretOf(words.with(at, candidate));
      return secret !== null && nacl.verify(recoveryKeysOf(secret).boxKeys.publicKey, publicKey);
    }),
  );
  return index === -1 ? null : index + 1;
}

function splitWords(text: string): string[] {
  const pieces = text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[\s\p{P}\p{S}]+/u);
  return pieces.map((piece) => piece.replace(/^\d+/, '')).filter((piece) => piece !== '');
}

function secretOf(words: readonly string[]): Uint8Array | null {
  try {
    const secret = mnemonicToEntropy(words.join(' '), wordlist);
    return secret.length === recoveryBytes ? secret : null;
  } catch {
    return null;
  }
}

function derive(label: string, secret: Uint8Array, length: number): Uint8Array {
  return blake.blake2b(new TextEncoder().encode(label), secret, length);
}

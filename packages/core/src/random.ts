/** Cryptographically random bytes. */
export interface Random {
  bytes(length: number): Uint8Array;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** 128 random bits, as 22 characters of base64url. */
export function createId(random: Random): string {
  return toBase64url(random.bytes(16));
}

/** 256 random bits, as 43 characters of base64url. */
export function createCapability(random: Random): string {
  return toBase64url(random.bytes(32));
}

/** RFC 4648 section 5, without padding. */
export function toBase64url(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at;
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const characters = left >= 3 ? 4 : left + 1;
    for (let index = 0; index < characters; index += 1) text += alphabet[(group >> (18 - 6 * index)) & 63];
  }
  return text;
}

import { createHash } from 'node:crypto';

/** SHA-256 in base64url: what is stored of a secret of 256 random bits, which needs no slow hash. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

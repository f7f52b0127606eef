import { hashSecret } from '../secret.ts';

const idLength = 22;

/**
 * The name by which a session's owner may end it. Made of the stored hash by another hash, so that it leads back to neither the
 * hash nor the token; it has not the length of a token either, and is kept nowhere.
 */
export function sessionIdOf(tokenHash: string): string {
  return hashSecret(`session-id\0${tokenHash}`).slice(0, idLength);
}

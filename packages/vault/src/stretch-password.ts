import type { StretchParameters } from '@handlr/protocol';
import { argon2id } from 'hash-wasm';

/**
 * What a password becomes. Only `authKey` ever leaves the browser; `wrappingKey` wraps the agent's own keys,
 * so whoever holds the gateway's database, or the gateway itself, cannot open them.
 */
export type StretchedPassword = { readonly authKey: Uint8Array; readonly wrappingKey: Uint8Array };

/** The least that a client accepts, and what a new account gets (RFC 9106, second recommended option: 64 MiB, 3 passes). */
export const stretchFloor = { algorithm: 'argon2id', memoryKib: 64 * 1024, passes: 3, parallelism: 1 } as const;

/** The most that a client does for a server that asks: above this it would only hang the browser. */
const stretchCeiling = { memoryKib: 512 * 1024, passes: 16, parallelism: 4 } as const;

const saltBytes = 16;

/** The gateway asked for a stretch that is too weak, or that would hang the browser. Nothing was sent. */
export class StretchRefusedError extends Error {
  constructor() {
    super('The server asked for password protection outside the safe range. Do not sign in; tell your administrator.');
    this.name = 'StretchRefusedError';
  }
}

/**
 * Argon2id to 64 bytes: the first half is the auth key, the second the wrapping key.
 * The password is taken in Unicode NFKC, so that keyboards agree.
 * @throws StretchRefusedError before any work, when the parameters are outside the safe range.
 */
export async function stretchPassword(password: string, parameters: StretchParameters): Promise<StretchedPassword> {
  const salt = decodeBase64url(parameters.salt);
  if (!isSafe(parameters) || salt.length !== saltBytes) throw new StretchRefusedError();
  const bytes = await argon2id({
    password: password.normalize('NFKC'),
    salt,
    memorySize: parameters.memoryKib,
    iterations: parameters.passes,
    parallelism: parameters.parallelism,
    hashLength: 64,
    outputType: 'binary',
  });
  return { authKey: bytes.slice(0, 32), wrappingKey: bytes.slice(32) };
}

function isSafe({ algorithm, memoryKib, passes, parallelism }: StretchParameters): boolean {
  return (
    algorithm === stretchFloor.algorithm &&
    isBetween(memoryKib, stretchFloor.memoryKib, stretchCeiling.memoryKib) &&
    isBetween(passes, stretchFloor.passes, stretchCeiling.passes) &&
    isBetween(parallelism, stretchFloor.parallelism, stretchCeiling.parallelism)
  );
}

function isBetween(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

function decodeBase64url(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
}

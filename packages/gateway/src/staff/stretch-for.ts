import { createHmac } from 'node:crypto';
import { type Random, toBase64url } from '@handlr/core';
import { type StretchParameters, stretchParametersSchema } from '@handlr/protocol';
import { stretchFloor } from '@handlr/vault';
import * as v from 'valibot';

const saltBytes = 16;

/** How a new account's browser stretches its password. */
export function newStretch(random: Random): StretchParameters {
  return { ...stretchFloor, salt: toBase64url(random.bytes(saltBytes)) };
}

/** What an account that does not exist answers: the same every time, and not to be told from a real one without the secret. */
export function decoyStretch(email: string, secret: Uint8Array): StretchParameters {
  const salt = createHmac('sha256', secret).update(`decoy-salt\0${email}`).digest().subarray(0, saltBytes);
  return { ...stretchFloor, salt: toBase64url(salt) };
}

/** The parameters of a stored account; null when they cannot be read. */
export function readStretch(stored: string): StretchParameters | null {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), stretchParametersSchema), stored);
  return parsed.success ? parsed.output : null;
}

/** Only what the gateway proposes is taken back, so that every account's sign-in looks like the decoy's. */
export function isOffered({ memoryKib, passes, parallelism }: StretchParameters): boolean {
  return (
    memoryKib === stretchFloor.memoryKib && passes === stretchFloor.passes && parallelism === stretchFloor.parallelism
  );
}

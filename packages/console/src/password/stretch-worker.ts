import { toBase64url } from '@handlr/core';
import type { StretchParameters } from '@handlr/protocol';
import { stretchFloor, stretchPassword, StretchRefusedError } from '@handlr/vault';
import type { StretchOutcome, StretchQuestion } from './stretcher.ts';

/* Argon2id takes a second and 64 MiB: here, so that the page stays alive, and so that only a sign-in pays for its code. */

addEventListener('message', ({ data }: MessageEvent<StretchQuestion>) => {
  void stretch(data).then((outcome) => postMessage(outcome));
});

async function stretch({ password, parameters: given }: StretchQuestion): Promise<StretchOutcome> {
  const parameters = given ?? freshParameters();
  try {
    return { ok: true, parameters, ...(await stretchPassword(password, parameters)) };
  } catch (error) {
    return { ok: false, reason: error instanceof StretchRefusedError ? 'refused' : 'failed' };
  }
}

function freshParameters(): StretchParameters {
  return { ...stretchFloor, salt: toBase64url(crypto.getRandomValues(new Uint8Array(16))) };
}

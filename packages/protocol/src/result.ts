/**
 * Why a request was refused. `not-found` is also the answer for things that exist but are not yours,
 * so that an answer never tells more than its asker may know. `withheld`: the visitor did not agree to it.
 * `closed`: the gateway will not have this visitor for now.
 */
export const errorCodes = [
  'invalid',
  'not-found',
  'forbidden',
  'conflict',
  'ended',
  'withheld',
  'too-many',
  'unavailable',
  'version',
  'closed',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/**
 * `retryAfterMs`: for retryable codes, the least time to wait, in milliseconds. `until`: with `closed`, when the chat is open
 * again, by the gateway's clock.
 */
export type Refusal = { readonly code: ErrorCode; readonly retryAfterMs?: number; readonly until?: number };

/** Every acknowledgement has this form. */
export type Result<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Refusal };

export function success<Value>(value: Value): Result<Value> {
  return { ok: true, value };
}

export function refusal(code: ErrorCode, retryAfterMs?: number): Result<never> {
  return { ok: false, error: retryAfterMs === undefined ? { code } : { code, retryAfterMs } };
}

/** A refusal that was made elsewhere. */
export function refused(error: Refusal): Result<never> {
  return { ok: false, error };
}

/** The same request may succeed later, unchanged. */
export function isRetryable(code: ErrorCode): boolean {
  return code === 'too-many' || code === 'unavailable';
}

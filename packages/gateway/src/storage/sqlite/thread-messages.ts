import type { WriteName, WriteOutput, WriteRequest } from '../operations/writes.ts';

export type NumberedRequest = WriteRequest & { readonly id: number };

/** To the writer's thread. */
export type ToThread =
  | { readonly kind: 'write'; readonly requests: readonly NumberedRequest[] }
  | { readonly kind: 'scrub'; readonly id: number }
  | { readonly kind: 'close' };

/** An error does not survive the way between threads, what is known of it does. */
export type Answer =
  | { readonly id: number; readonly ok: true; readonly output: WriteOutput<WriteName> | undefined }
  | { readonly id: number; readonly ok: false; readonly retryable: boolean; readonly reason: string };

/** From the writer's thread. `failed`: nothing more comes; `closed`: all is durable and the file is closed. */
export type FromThread =
  | { readonly kind: 'ready' | 'failed' | 'closed' }
  | { readonly kind: 'answers'; readonly answers: readonly Answer[] };

export type ThreadData = { readonly file: string };

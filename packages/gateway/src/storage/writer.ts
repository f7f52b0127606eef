import type { WriteInput, WriteName, WriteOutput } from './operations/writes.ts';

/** Makes changes durable, in the order in which they are given. */
export interface Writer {
  /** Resolves only after the commit. Rejects with StoreUnavailableError where the change may be tried again. */
  write<Name extends WriteName>(name: Name, input: WriteInput<Name>): Promise<WriteOutput<Name>>;
  /** Overwrites what was deleted, in the file and in its write-ahead log. Rejects with StoreUnavailableError while a reader is in the way. */
  scrub(): Promise<void>;
  /** Makes durable what was given before, then stops. */
  close(): Promise<void>;
}

/** Told once, when the writer has stopped for good and only a restart helps. */
export type OnFailure = (error: Error) => void;

import { StorageFileError } from '../unavailable.ts';

/** SQLite's result codes, https://www.sqlite.org/rescode.html */
const advice: Readonly<Record<number, string>> = {
  5: 'is locked by another program: stop that first',
  8: 'is read-only: let the gateway’s user write the file and its folder',
  10: 'cannot be read or written (I/O error): check the disk',
  11: 'is damaged: restore a backup',
  13: 'cannot grow, the disk is full: make room',
  14: 'cannot be opened: its folder must exist, and the gateway’s user must be able to write there',
  26: 'is not a database: name another file',
};

/** Codes with which the machine, not the request, refuses: busy, locked, no memory, read-only, I/O, damaged, full, cannot open, protocol, not a database. */
const faultCodes: readonly number[] = [5, 6, 7, 8, 10, 11, 13, 14, 15, 26];

/** After one of these nobody knows what the disk holds, so nothing may be acknowledged any more: I/O, damaged, not a database. */
const fatalCodes: readonly number[] = [10, 11, 26];

/** The primary result code, or null when the error is not SQLite's. */
export function resultCode(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return null;
  return error.errcode & 0xff;
}

export function isFault(error: unknown): boolean {
  const code = resultCode(error);
  return code !== null && faultCodes.includes(code);
}

export function isFatal(error: unknown): boolean {
  const code = resultCode(error);
  return code !== null && fatalCodes.includes(code);
}

/** The same trouble, in words for whoever starts the gateway. Anything that is not about the file stays as it is. */
export function explainFault(file: string, error: unknown): unknown {
  const words = advice[resultCode(error) ?? 0];
  return words === undefined ? error : new StorageFileError(file, words, { cause: error });
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A folder that goes when the file's tests are over; `newFile` names a file in it that no other test uses. */
export function useTemporaryFolder(): { readonly folder: string; newFile(): string } {
  const folder = mkdtempSync(join(tmpdir(), 'handlr-store-'));
  let count = 0;
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    folder,
    newFile: () => {
      count += 1;
      return join(folder, `${count}.db`);
    },
  };
}

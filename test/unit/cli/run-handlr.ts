import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { runCommand } from '../../../packages/gateway/src/cli/index.ts';
import { createSqliteStore, type Store } from '../../../packages/gateway/src/storage/index.ts';

/** The command in a fresh folder for each test of the file. */
export function useHandlr() {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'handlr-cli-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const settings = () => ({
    HANDLR_DATA_DIR: join(folder, 'data'),
    HANDLR_KEY_DIR: join(folder, 'keys'),
    HANDLR_PUBLIC_URL: 'https://chat.example',
  });

  async function handlrWith(env: Readonly<Record<string, string>>, ...args: string[]) {
    const lines: string[] = [];
    const notes: string[] = [];
    const output = { line: (text: string) => void lines.push(text), note: (text: string) => void notes.push(text) };
    const code = await runCommand(args, { env: { ...settings(), ...env }, output });
    return { code, line: lines.join('\n'), note: notes.join('\n') };
  }

  async function readStore<Value>(read: (store: Store) => Promise<Value>): Promise<Value> {
    const store = await createSqliteStore({ file: join(folder, 'data', 'handlr.db'), onWriter: 'inline' });
    try {
      return await read(store);
    } finally {
      await store.close();
    }
  }

  return {
    handlr: (...args: string[]) => handlrWith({}, ...args),
    handlrWith,
    readStore,
    inFolder: (...names: string[]) => join(folder, ...names),
  };
}

export const shop = ['wren-shop', '--name', 'Wren Shop', '--origin', 'https://www.wren.example'];

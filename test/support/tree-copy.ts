import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const repository = join(import.meta.dirname, '../..');
const copied = ['packages', 'examples', 'test', 'package.json', 'tsconfig.json', '.gitignore'];
const leftBehind = /\/(node_modules|dist|data|coverage)$/;

export type TreeCopy = AsyncDisposable & {
  readonly root: string;
  write(path: string, text: string): Promise<void>;
  remove(path: string): Promise<void>;
};

/**
 * A copy of the source tree in which to commit offences, so that the tree itself is never dirty. Dependencies are linked; names
 * of our packages lead to the copies. Use with `await using`, or remove it by `[Symbol.asyncDispose]()`.
 */
export async function createTreeCopy(): Promise<TreeCopy> {
  const root = await mkdtemp(join(tmpdir(), 'handlr-tree-'));
  for (const path of copied) {
    await cp(join(repository, path), join(root, path), {
      recursive: true,
      filter: (source) => !leftBehind.test(source),
    });
  }
  await linkDependencies(root);
  return {
    root,
    async write(path, text) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    },
    remove: (path) => rm(join(root, path), { recursive: true, force: true }),
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }),
  };
}

async function linkDependencies(root: string): Promise<void> {
  await mkdir(join(root, 'node_modules/@handlr'), { recursive: true });
  for (const name of await readdir(join(repository, 'node_modules'))) {
    if (name === '@handlr') continue;
    await symlink(join(repository, 'node_modules', name), join(root, 'node_modules', name));
  }
  for (const name of await readdir(join(root, 'packages'))) {
    await symlink(join(root, 'packages', name), join(root, 'node_modules/@handlr', name));
  }
}

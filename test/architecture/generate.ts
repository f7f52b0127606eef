// Writes every file that is made from code. With --check it writes nothing, and fails when one is not what it should be.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

const generated: Record<string, () => Promise<string>> = {
  'packages/protocol/docs/reference.md': async () =>
    (await import('../../packages/protocol/src/reference.ts')).renderReference(),
  'packages/privacy/docs/storage-table.md': async () =>
    (await import('../../packages/privacy/src/storage-table.ts')).renderStorageTable(),
};

const checking = process.argv.includes('--check');
for (const [path, render] of Object.entries(generated)) {
  const wanted = await render();
  const present = await readFile(path, 'utf8').catch(() => undefined);
  if (present === wanted) continue;
  if (checking) {
    console.log(`${path} is ${present === undefined ? 'missing' : 'stale'}; run: npm run generate`);
    process.exitCode = 1;
    continue;
  }
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, wanted);
  console.log(`wrote ${path}`);
}

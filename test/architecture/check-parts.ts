import { execFile } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const repository = join(import.meta.dirname, '../..');

export type CheckPart = { readonly about: string; readonly command: readonly [program: string, ...args: string[]] };
export type PartOutcome = { readonly passed: boolean; readonly output: string };

/** What `npm run check` runs, longest first. Each looks at the working directory, so that tests can aim it at a copy. */
export const checkParts = {
  types: { about: 'types', command: ['tsc', '--project', '.'] },
  lint: {
    about: 'lint',
    command: ['oxlint', '--config', 'test/architecture/oxlint.jsonc', '--type-aware', 'packages', 'examples', 'test'],
  },
  boundaries: { about: 'boundaries', command: ['node', join(repository, 'test/architecture/cruise.ts')] },
  rules: { about: 'rules and their tests', command: ['node', join(repository, 'test/architecture/rules.ts')] },
  generated: {
    about: 'generated files',
    command: ['node', join(repository, 'test/architecture/generate.ts'), '--check'],
  },
  format: { about: 'formatting', command: ['oxfmt', '--check', '.'] },
} satisfies Record<string, CheckPart>;

/** Runs one part of the check on a tree, the repository itself unless told otherwise. Never throws: a crash is a failure. */
export function runCheckPart({ command: [program, ...args] }: CheckPart, tree = repository): Promise<PartOutcome> {
  const env = {
    ...process.env,
    NO_COLOR: '1',
    PATH: [join(repository, 'node_modules/.bin'), process.env['PATH']].join(delimiter),
  };
  return new Promise((resolve) => {
    execFile(program, args, { cwd: tree, env, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      // Some tools colour whatever runs on CI, NO_COLOR or not.
      const printed = stripVTControlCharacters(`${stdout}${stderr}`).trim();
      resolve({ passed: error === null, output: printed === '' ? (error?.message ?? '') : printed });
    });
  });
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTreeCopy, type TreeCopy } from '../support/tree-copy.ts';

const files = {
  passes: "test('a', () => {});\ntest('b', () => {});",
  fails: "test('a', () => {});\ntest('b', () => { throw new Error('no'); });",
  skips: "test('a', () => {});\ntest.skip('b', () => {});\ntest.todo('c');",
  throws: "test('a', () => { void Promise.reject(new Error('nobody waits for this')); });",
  'does-not-load': "test('a', () => {});\nthrow new Error('while loading');",
  'is-empty': '',
  hangs: "test('a', () => new Promise(() => { console.log('now hanging'); }), 100_000);",
};

let copy: TreeCopy;

beforeAll(async () => {
  copy = await createTreeCopy();
  await copy.remove('test/unit');
  for (const [name, code] of Object.entries(files)) {
    await copy.write(`test/unit/${name}.test.ts`, `import { test } from 'vitest';\n${code}\n`);
  }
});

afterAll(() => copy[Symbol.asyncDispose]());

test.each([
  ['passes', '2 passed, 0 failed', 0],
  ['fails', '1 passed, 1 failed', 1],
  ['skips', '1 passed, 2 failed', 1],
  ['throws', '1 passed, 1 failed', 1],
  ['does-not-load', '0 passed, 1 failed', 1],
  ['is-empty', '0 passed, 1 failed', 1],
  ['no-such-file', '0 passed, 1 failed', 1],
])('a run over a file that %s ends with "%s"', async (name, lastLine, exitCode) => {
  const run = start(name);
  const [printed, [code]] = await Promise.all([text(run.stdout), once(run, 'exit')]);
  expect(printed.trimEnd().split('\n').at(-1)).toBe(lastLine);
  expect(code).toBe(exitCode);
});

test('with a name, the tests of other names are left out and not counted', async () => {
  const printed = await text(start('passes', '--testNamePattern', '^a$').stdout);
  expect(printed.trimEnd().split('\n').at(-1)).toBe('1 passed, 0 failed');
});

test('SIGTERM ends the run and everything that it started', async () => {
  const run = start('hangs');
  const exit = once(run, 'exit');
  let printed = '';
  for await (const chunk of run.stdout.setEncoding('utf8')) {
    if (!printed.includes('now hanging') && String(chunk).includes('now hanging')) run.kill('SIGTERM');
    printed += String(chunk);
  }
  // The stream ends only when the last process that holds it is gone.
  expect(printed.trimEnd().split('\n').at(-1)).toBe('0 passed, 1 failed');
  expect(await exit).toEqual([1, null]);
});

function start(file: string, ...args: string[]) {
  const { HANDLR_TEST_OUTCOME: _ours, VITEST: _inside, NODE_ENV: _environment, ...env } = process.env;
  return spawn(
    process.execPath,
    [join(copy.root, 'test/run.ts'), '--project', 'unit', `unit/${file}.test.ts`, ...args],
    {
      env: { ...env, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
}

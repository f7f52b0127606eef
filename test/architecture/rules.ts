// Whether every rule has a test that bears its id, and every test of a behaviour a rule. Exits with 1 where not.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { array, object, parse, parseJson, pipe, string } from 'valibot';
import { findRuleFaults, type NamedTest, statedRules } from './find-rule-faults.ts';

const tree = process.cwd();
const behaviours = 'test/behaviours/';
const listedSchema = pipe(string(), parseJson(), array(object({ name: string(), file: string() })));
const run = promisify(execFile);

const folder = await mkdtemp(join(tmpdir(), 'handlr-rules-'));
try {
  const { stdout } = await run('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'packages', 'test'], {
    cwd: tree,
    maxBuffer: 16 * 1024 * 1024,
  });
  const sources = stdout.split('\n').filter((path) => /\.tsx?$/.test(path));
  const rules = await Promise.all(sources.map(async (path) => statedRules(path, await read(path))));
  // Behaviours name their tests from tables too, so those are collected; of the others the written names are enough.
  const written = await listTests('written', ['--static-parse']);
  const collected = await listTests('behaviours', ['--no-static-parse', '--project', 'behaviours']);
  const tests = [...written.filter(({ file }) => !file.startsWith(behaviours)), ...collected];
  const faults = findRuleFaults(rules.flat(), tests, behaviours);
  for (const fault of faults) console.log(fault);
  console.log(`${rules.flat().length} rules, ${tests.length} tests, ${faults.length} faults`);
  if (faults.length > 0) process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function listTests(name: string, options: readonly string[]): Promise<NamedTest[]> {
  const path = join(folder, `${name}.json`);
  await run('vitest', ['list', '--config', 'test/vitest.config.ts', `--json=${path}`, ...options], { cwd: tree });
  const listed = parse(listedSchema, await readFile(path, 'utf8'));
  return listed.map(({ name: title, file }) => ({ name: title, file: relative(tree, file) }));
}

async function read(path: string): Promise<string> {
  try {
    return await readFile(join(tree, path), 'utf8');
  } catch {
    // Removed and not committed yet.
    return '';
  }
}

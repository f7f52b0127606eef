// `npm test`: everything, in real Chromium. Arguments go to vitest. The last line is always `N passed, N failed`.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from '../packages/build/ensure-built.ts';
import { chromiumAdvice, chromiumPackages, findChromium } from './support/find-chromium.ts';
import { type Outcome, outcomePathVariable } from './support/outcome-reporter.ts';

const repository = join(import.meta.dirname, '..');
const oldestNode = 24;

if (Number.parseInt(process.versions.node) < oldestNode) {
  fail(`Node ${process.versions.node} runs these tests, and they need ${oldestNode}. Type: npm ci && npm test`);
}
if (findChromium() === undefined) installChromium();
if (findChromium() === undefined) fail(chromiumAdvice);
// With arguments it is for the tests that are named to build what they need.
if (process.argv.length === 2)
  await ensureBuilt().catch((error: unknown) =>
    fail(`The build failed: ${error instanceof Error ? error.message : ''}`),
  );

const folder = mkdtempSync(join(tmpdir(), 'handlr-test-'));
const outcomePath = join(folder, 'outcome.json');
const vitest = spawn(
  process.execPath,
  [
    join(repository, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--config',
    join(repository, 'test/vitest.config.ts'),
    ...process.argv.slice(2),
  ],
  // A group of its own, so that a signal reaches the browsers and gateways that the tests started as well.
  {
    cwd: repository,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, [outcomePathVariable]: outcomePath },
    detached: true,
  },
);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop(signal));
vitest.once('exit', (code) => {
  const { passed, failed } = readOutcome();
  // A vitest that ends badly without a failed test still failed.
  const counted = failed === 0 && (code !== 0 || passed === 0) ? 1 : failed;
  process.exitCode = counted === 0 ? 0 : 1;
  console.log(`${passed} passed, ${counted} failed`);
});

function readOutcome(): Outcome {
  try {
    return JSON.parse(readFileSync(outcomePath, 'utf8'));
  } catch {
    return { passed: 0, failed: 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function stop(signal: NodeJS.Signals): void {
  if (vitest.pid !== undefined && vitest.exitCode === null) process.kill(-vitest.pid, signal);
}

function installChromium(): void {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).error !== undefined) return;
  console.log(`Installing ${chromiumPackages.join(', ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '--yes', '--no-install-recommends', ...chromiumPackages]]) {
    spawnSync('apt-get', ['--quiet', ...args], { stdio: ['ignore', 'inherit', 'inherit'], env });
  }
}

function fail(reason: string): never {
  console.error(reason);
  console.log('0 passed, 1 failed');
  process.exit(1);
}

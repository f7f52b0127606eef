import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, test } from 'vitest';
import { ensureBuilt } from '../support/build.ts';
import { layOut } from './leak-scan/layout.ts';
import { createPlaces } from './leak-scan/places/index.ts';
import type { Scanned } from './leak-scan/scan.ts';
import { judge, type Verdict } from './leak-scan/verdict.ts';

const program = join(import.meta.dirname, 'leak-scan/main.ts');
const places = createPlaces(layOut('')).map(({ name }) => name);

async function run(...args: readonly string[]) {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const kill = (): void => void child.kill();
  process.once('exit', kill);
  const [printed, problems, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  process.off('exit', kill);
  return { lines: printed.trimEnd().split('\n'), problems, code: Number(code) };
}

describe('the leak scan', () => {
  let verdict: Verdict;
  let ran: Awaited<ReturnType<typeof run>>;
  beforeAll(async () => {
    await ensureBuilt();
    ran = await run('--quick', '--json', '--plant', 'each');
    if (ran.problems !== '') throw new Error(ran.problems);
    verdict = JSON.parse(ran.lines.at(-1) ?? '');
  }, 120_000);

  test('CASE 1, 2, 5, 6, 7: no canary of any channel is in any place, after SIGKILL in mid-write and SIGTERM', () => {
    expect(verdict.findings).toEqual([]);
    expect([verdict.found, verdict.ok, ran.code]).toEqual([0, true, 0]);
    expect(verdict.canaries).toBeGreaterThanOrEqual(25);
    expect(verdict.places).toBe(places.length);
    expect(verdict.places).toBeGreaterThanOrEqual(8);
    expect(verdict.bytesScanned).toBeGreaterThan(1_000_000);
  });

  test('CASE 2: it looked at what it says: every place that has a witness held it', () => {
    expect(verdict.blind).toEqual([]);
  });

  test.each(places)('CASE 2: a leak that is planted there is found: %s', (place) => {
    expect(verdict.planted).toContain(place);
    expect(verdict.missed).not.toContain(place);
  });
});

describe('its verdict', () => {
  const clean: Scanned = { place: 'log', files: 1, bytes: 1, leaks: [], isBlind: false };
  const leak = { channel: 'an address', form: 'text', place: 'log', file: 'gateway.log' };

  test('CASE 2: is good only if nothing was found, everything was seen, and every planted leak too', () => {
    const dirty = { ...clean, leaks: [leak] };
    expect(judge([], [clean], [dirty])).toMatchObject({ ok: true, found: 0, planted: ['log'], missed: [] });
    expect(judge([], [dirty])).toMatchObject({ ok: false, found: 1, findings: [leak] });
    expect(judge([], [{ ...clean, isBlind: true }])).toMatchObject({ ok: false, blind: ['log'] });
    expect(judge([], [clean], [clean])).toMatchObject({ ok: false, missed: ['log'] });
  });
});

test.each([
  ['--fast', "Unknown option '--fast'"],
  ['--plant=attic', 'There is no place "attic". Places: database, '],
  ['attic', 'Unexpected argument'],
])('an order that cannot be followed, %s, is one clear sentence and exit code 2', async (argument, problem) => {
  const { problems, code, lines } = await run(argument);
  expect(problems).toContain(problem);
  expect(problems).toContain('Write: npm run leak-scan -- ');
  expect([code, lines]).toEqual([2, ['']]);
});

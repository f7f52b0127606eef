// Plants a canary in every channel, runs chats, kills and restarts, and looks for each canary in every byte that stayed.
// `--json` adds one JSON object as the last line.
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Order, OrderError, readOrder } from './command-line.ts';
import { layOut } from './layout.ts';
import { createPlaces } from './places/index.ts';
import { report } from './report.ts';
import { runAndScan } from './run-and-scan.ts';

/** Whatever hangs, the command ends. */
const quickPatienceMs = 90_000;
const patienceMs = 300_000;

const order = readOrderOrExit();
setTimeout(giveUp, order.quick ? quickPatienceMs : patienceMs).unref();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
const root = await mkdtemp(join(tmpdir(), 'handlr-leak-scan-'));
process.once('exit', () => rmSync(root, { recursive: true, force: true }));

const startedMs = performance.now();
const outcome = await runAndScan({ layout: layOut(root), order, tell });
tell('done\n');
console.log(report(outcome));
if (order.json) console.log(JSON.stringify(outcome.verdict));
// The connections that fetch keeps would hold the process for seconds.
process.exit(outcome.verdict.ok ? 0 : 1);

function tell(progress: string): void {
  console.log(`${((performance.now() - startedMs) / 1000).toFixed(1).padStart(5)} s  ${progress}`);
}

function readOrderOrExit(): Order {
  try {
    const places = createPlaces(layOut('')).map(({ name }) => name);
    return readOrder(process.argv.slice(2), places);
  } catch (error) {
    if (!(error instanceof OrderError)) throw error;
    console.error(error.message);
    process.exit(2);
  }
}

function giveUp(): void {
  console.error('The scan did not come to its end in time.');
  process.exit(1);
}

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { cp, readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { listenAnywhere } from '../../support/listen.ts';
import type { Layout } from './layout.ts';

/** The `handlr` command as an operator runs it behind a reverse proxy, in processes of its own. */
export type GatewayProcess = {
  /** Of the gateway itself, behind the hop. */
  readonly port: number;
  /** Resolves once it answers. */
  start(): Promise<void>;
  /** What an operator types beside it; resolves with what that printed. */
  command(...args: readonly string[]): Promise<string>;
  /** The link that the first start printed. */
  setUpLink(): Promise<string>;
  /** Node's own report, as a crash would leave one. */
  report(): Promise<void>;
  /** Everything that a collected heap still holds. */
  heapSnapshot(): Promise<void>;
  /** Without warning. Keeps a copy of what its folders were then. */
  kill(): Promise<void>;
  /** As a supervisor would. @throws Error unless it ends well */
  stop(): Promise<void>;
};

type Deps = { readonly layout: Layout; readonly port: number; readonly publicUrl: string };

const program = join(import.meta.dirname, '../../../packages/gateway/src/main.ts');
const patienceMs = 20_000;
const lookIntervalMs = 25;
// Node refuses none of them, and the gateway listens to neither.
const reportSignal = 'SIGHUP';
const heapSignal = 'SIGUSR2';

export function createGatewayProcess({ layout, port, publicUrl }: Deps): GatewayProcess {
  const env = {
    PATH: process.env['PATH'],
    NODE_ENV: 'production',
    TMPDIR: layout.temporary,
    PORT: String(port),
    HANDLR_PUBLIC_URL: publicUrl,
    HANDLR_DATA_DIR: layout.data,
    HANDLR_KEY_DIR: layout.keys,
    HANDLR_TRUSTED_PROXIES: 'loopback',
    HANDLR_LOG_LEVEL: 'debug',
  };
  const cwd = layout.working;
  let child: ChildProcess | undefined;
  let kills = 0;
  // Whatever becomes of the scan, nothing that it started stays.
  process.once('exit', () => child?.kill('SIGKILL'));

  async function start(): Promise<void> {
    const flags = [
      `--diagnostic-dir=${layout.reports}`,
      `--heapsnapshot-signal=${heapSignal}`,
      '--report-on-signal',
      `--report-directory=${layout.reports}`,
      `--report-signal=${reportSignal}`,
    ];
    const [log, greeting] = [openSync(layout.log, 'a'), openSync(layout.greeting, 'a')];
    child = spawn(process.execPath, [...flags, program, 'start'], { env, cwd, stdio: ['ignore', log, greeting] });
    for (const file of [log, greeting]) closeSync(file);
    await until('start', async () => (child?.exitCode === null ? isAnswering() : failed('start')));
  }

  async function isAnswering(): Promise<boolean> {
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(patienceMs) }).catch(
      () => null,
    );
    await answer?.arrayBuffer();
    return answer?.ok === true;
  }

  /** Both kinds of report are written in the one turn in which the signal is heard: whoever is answered after it is too late. */
  async function writeReport(signal: NodeJS.Signals, ending: string): Promise<void> {
    const count = async (): Promise<number> =>
      (await readdir(layout.reports)).filter((name) => name.endsWith(ending)).length;
    const before = await count();
    child?.kill(signal);
    await until(`write a ${ending}`, async () => (await count()) > before);
    await until('answer again', isAnswering);
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return failed('stay');
    const ended = once(child, 'exit', { signal: AbortSignal.timeout(patienceMs) });
    child.kill(signal);
    await ended;
  }

  async function failed(toWhat: string): Promise<never> {
    throw new Error(`The gateway did not ${toWhat}:\n${await readFile(layout.greeting, 'utf8')}`);
  }

  async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
    const deadline = AbortSignal.timeout(patienceMs);
    while (!(await holds())) await (deadline.aborted ? failed(what) : wait(lookIntervalMs));
  }

  return {
    port,
    start,
    async command(...args) {
      const { stdout } = await promisify(execFile)(process.execPath, [program, ...args], { env, cwd });
      return stdout;
    },
    async setUpLink() {
      const link = /^Set up +(\S+)$/m.exec(await readFile(layout.greeting, 'utf8'))?.[1];
      return link ?? failed('print a link');
    },
    report: () => writeReport(reportSignal, '.json'),
    heapSnapshot: () => writeReport(heapSignal, '.heapsnapshot'),
    async kill() {
      await end('SIGKILL');
      kills += 1;
      for (const part of ['data', 'keys'] as const) {
        await cp(layout[part], join(layout.killed, String(kills), part), { recursive: true });
      }
    },
    async stop() {
      await end('SIGTERM');
      if (child?.exitCode !== 0) await failed('stop well');
    },
  };
}

/** Free just now. The gateway needs the same one after each restart, so it cannot choose for itself. */
export async function findFreePort(): Promise<number> {
  const server = createServer();
  const port = await listenAnywhere(server, '127.0.0.1');
  server.close();
  return port;
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listenAnywhere } from './listen.ts';

const repository = join(import.meta.dirname, '../..');
const startMs = 30_000;

export type Demonstration = Program & {
  readonly shopUrl: string;
  readonly consoleUrl: string;
  readonly gatewayUrl: string;
  /** Null once somebody can sign in. */
  readonly setUpLink: string | null;
};

/** One of the examples, as a process of its own. */
export type Program = {
  /** Everything that it printed. */
  output(): string;
  /** What the operating system saw of its end. */
  stop(signal?: NodeJS.Signals): Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
};

/** What `npm start` runs once all is built, as a process of its own. */
export async function startDemonstration(folder: string, port: number): Promise<Demonstration> {
  const program = await startExample('client-site', folder, port);
  const printed = program.output();
  return {
    ...program,
    shopUrl: address(printed, 'Shop'),
    consoleUrl: address(printed, 'Console'),
    gatewayUrl: address(printed, 'Gateway'),
    setUpLink: /Set up\s+(\S+)/.exec(printed)?.[1] ?? null,
  };
}

/** Answers once it has said that it runs. */
export async function startExample(name: string, folder: string, port: number): Promise<Program> {
  const child = spawn(process.execPath, [join(repository, 'examples', name, 'start.ts')], {
    cwd: folder,
    env: { ...process.env, PORT: String(port), NO_COLOR: '1', HANDLR_DATA_DIR: join(folder, 'data') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  const output = collect(child);
  await until(child, output, /Gateway\s+\S+[\s\S]*Ctrl\+C/);

  return {
    output,
    stop: async (signal = 'SIGTERM') => {
      if (child.exitCode !== null) return { code: child.exitCode, signal: child.signalCode };
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
      return { code: child.exitCode, signal: child.signalCode };
    },
  };
}

/** A folder for data and keys, and two ports in a row that are free. */
export async function prepareDemonstration(): Promise<{ folder: string; port: number; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'handlr-demonstration-'));
  return { folder, port: await findTwoPorts(), remove: () => rm(folder, { recursive: true, force: true }) };
}

async function findTwoPorts(): Promise<number> {
  const first = createServer();
  const second = createServer();
  const port = await listenAnywhere(first, '127.0.0.1');
  try {
    second.listen(port + 1, '127.0.0.1');
    await once(second, 'listening');
    return port;
  } catch {
    return findTwoPorts();
  } finally {
    first.close();
    second.close();
  }
}

function collect({ stdout, stderr }: ChildProcess): () => string {
  let text = '';
  for (const stream of [stdout, stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  }
  return () => text;
}

async function until(child: ChildProcess, output: () => string, expected: RegExp): Promise<void> {
  const deadline = AbortSignal.timeout(startMs);
  while (!expected.test(output())) {
    if (child.exitCode !== null || deadline.aborted) throw new Error(`It did not start:\n${output()}`);
    await Promise.race([once(child, 'exit'), once(child.stdout ?? child, 'data'), once(deadline, 'abort')]);
  }
}

export function address(printed: string, label: string): string {
  const found = new RegExp(`${label}\\s+(http\\S+)`).exec(printed)?.[1];
  if (found === undefined) throw new Error(`No address of the ${label} in:\n${printed}`);
  return found;
}

import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { type Assets, type AnsweredRequest, createHttp, readAssets } from '../../../packages/gateway/src/http/index.ts';
import { createSqliteStore, type Store } from '../../../packages/gateway/src/storage/index.ts';

export const publicUrl = 'https://chat.example';
export const startMs = 1_800_000_000_000;

/** The gateway's HTTP side over a store in memory, with a clock that is set and chance that repeats. */
export async function createTestHttp({ url = publicUrl }: { url?: string } = {}) {
  const store = await createSqliteStore({ file: ':memory:', onWriter: 'inline' });
  const { assets, removeAssets } = await writeAssets();
  const answered: AnsweredRequest[] = [];
  const failed: { route: string; error: unknown }[] = [];
  const ended: string[] = [];
  const clock = { now: startMs, nowMs: () => clock.now };
  const random = createTestRandom();
  const deps = {
    store,
    clock,
    random,
    assets,
    decoySecret: new Uint8Array(32).fill(7),
    siteKeys: { statement: async () => null },
    publicUrl: () => url,
    hostingCountry: 'DE',
    locate: ({ forwardedFor }: { forwardedFor: string | string[] | undefined }) => ({
      rateLimitTag: `tag-${String(forwardedFor)}`,
    }),
    isAnswered: () => false,
    onAnswered: (request: AnsweredRequest) => void answered.push(request),
    onFailed: (error: unknown, route: string) => void failed.push({ route, error }),
    onSessionEnded: (sessionId: string) => void ended.push(sessionId),
    onSessionRevoked: (sessionId: string) => void ended.push(sessionId),
  };
  const { app, readAgent } = await createHttp(deps);

  async function call(name: string, payload: unknown, headers: Record<string, string> = {}) {
    const response = await app.inject({
      method: 'POST',
      url: `/api/${name}`,
      headers: { origin: new URL(url).origin, 'content-type': 'application/json', ...headers },
      payload: JSON.stringify(payload),
    });
    return { status: response.statusCode, headers: response.headers, body: response.json() };
  }

  async function close(): Promise<void> {
    await app.close();
    await store.close();
    await removeAssets();
  }

  return { app, readAgent, store: store satisfies Store, clock, random, answered, failed, ended, call, close };
}

export type TestHttp = Awaited<ReturnType<typeof createTestHttp>>;

/** Bytes that count upwards: different at each call, the same in each run. */
export function createTestRandom() {
  let drawn = 0;
  return {
    bytes(length: number): Uint8Array {
      drawn += 1;
      return Uint8Array.from({ length }, (_, at) => (drawn * 31 + at * 7) % 256);
    },
  };
}

const widgetFiles: Record<string, string> = {
  'loader.js': 'console.log(HANDLR_SITE);\n//# sourceMappingURL=loader.js.map\n',
  'tcf.js': "console.log('tcf');\n//# sourceMappingURL=tcf.js.map\n",
  'consent-mode.js': "console.log('consent-mode');\n//# sourceMappingURL=consent-mode.js.map\n",
  'before-opening.js': 'console.log(HANDLR_CHECKS);\n//# sourceMappingURL=before-opening.js.map\n',
  'widget-AbCdEf12.js': `export const widget = '${'x'.repeat(400)}';\n`,
};
const consoleFiles: Record<string, string> = {
  'index.html': '<!doctype html><title>Console</title>\n',
  'console-AbCdEf12.js': 'export {};\n',
};

async function writeAssets(): Promise<{ assets: Assets; removeAssets(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'handlr-assets-'));
  await writeBuilt(folder, 'widget', widgetFiles, {
    loader: 'loader.js',
    tcf: 'tcf.js',
    'consent-mode': 'consent-mode.js',
    'before-opening': 'before-opening.js',
    widget: 'widget-AbCdEf12.js',
  });
  await writeBuilt(folder, 'console', consoleFiles, { console: 'console-AbCdEf12.js' });
  const removeAssets = () => rm(folder, { recursive: true, force: true });
  return { assets: await readAssets(folder), removeAssets };
}

async function writeBuilt(
  folder: string,
  name: string,
  files: Record<string, string>,
  entries: Record<string, string>,
): Promise<void> {
  await mkdir(join(folder, name));
  const listed = Object.fromEntries(Object.keys(files).map((file) => [file, { integrity: 'sha384-test' }]));
  await writeFile(join(folder, name, 'manifest.json'), JSON.stringify({ entries, files: listed }));
  for (const [file, content] of Object.entries(files)) {
    await writeFile(join(folder, name, file), content);
    await writeFile(join(folder, name, `${file}.br`), brotliCompressSync(content));
  }
}

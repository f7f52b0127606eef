import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { distFolder, readBuilt } from '../http/index.ts';
import { prepareFolders, readSettings, type Settings } from '../settings/index.ts';
import type { Finding } from '../site/index.ts';
import { createSqliteStore } from '../storage/index.ts';
import { migrations } from '../storage/migrations/index.ts';
import { type Command, report } from './command.ts';
import { describeCountries } from './describe-countries.ts';
import { explainError } from './expected-error.ts';
import { databaseFile, expectedPublicUrl } from './open-store.ts';

const oldestNode = 24;

export const doctor: Command = {
  usage: 'doctor',
  about: 'looks whether everything is in order here, and says what to do where it is not',
  async run(_args, { env, output }) {
    const findings = [checkNode(process.versions.node)];
    const settings = await attempt(findings, 'The settings can be read', async () => readSettings(env));
    findings.push(await checkBuilt('widget'), await checkBuilt('console'));
    if (settings === null) return report(findings, output);
    const folders = await attempt(findings, 'The data and key folders can be written', () => prepare(settings));
    if (folders !== null) findings.push(await checkKeyFolder(settings), await checkDatabase(settings));
    findings.push(await checkGeoDatabase(settings), await checkPort(settings), checkPublicUrl(settings));
    return report(findings, output);
  },
};

export function checkNode(version: string): Finding {
  const text = `Node ${version}`;
  if (Number.parseInt(version) >= oldestNode) return { ok: true, text };
  return { ok: false, text, advice: `It must be ${oldestNode} or newer. Run: npx handlr (it brings its own)` };
}

export function checkPublicUrl(settings: Pick<Settings, 'publicUrl' | 'port'>): Finding {
  const publicUrl = expectedPublicUrl(settings);
  const { protocol, hostname } = new URL(publicUrl);
  const isLocal = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
  if (protocol === 'https:') return { ok: true, text: `Browsers reach it at ${publicUrl}` };
  if (isLocal) return { ok: true, text: `Browsers reach it at ${publicUrl}, on this machine only` };
  const advice = 'Put it behind https and set HANDLR_PUBLIC_URL: sessions and chats must not travel in the clear.';
  return { ok: false, text: `Browsers reach it at ${publicUrl}, without https`, advice };
}

/** Whether what the build wrote is all there, and is what it wrote. */
export async function checkBuilt(name: 'widget' | 'console', folder = distFolder): Promise<Finding> {
  const advice = 'Type: npm run build';
  try {
    const built = await readBuilt(folder, name);
    for (const [file, integrity] of Object.entries(built.integrity)) {
      const digest = createHash('sha384')
        .update(await readFile(join(built.folder, file)))
        .digest('base64');
      if (integrity !== `sha384-${digest}`) return { ok: false, text: `${file} of the ${name} was changed`, advice };
    }
    return { ok: true, text: `The ${name} is built and whole` };
  } catch {
    return { ok: false, text: `The ${name} is not built`, advice };
  }
}

/** Free, or taken by this gateway itself. */
export async function checkPort(settings: Pick<Settings, 'port' | 'host'>): Promise<Finding> {
  const { port, host } = settings;
  const taken = await new Promise<boolean>((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(true));
    server.listen(port, host, () => server.close(() => resolve(false)));
  });
  if (!taken) return { ok: true, text: `Port ${port} is free` };
  const reached = host.includes(':') ? `[${host}]` : host;
  const health = await fetch(`http://${reached}:${port}/healthz`, { signal: AbortSignal.timeout(2_000) }).catch(
    () => null,
  );
  if (health?.ok && (await health.text()) === 'ok\n') return { ok: true, text: `A gateway answers on port ${port}` };
  return { ok: false, text: `Port ${port} is in use`, advice: 'Stop the other program, or set PORT.' };
}

async function prepare(settings: Settings): Promise<true> {
  await prepareFolders(settings);
  return true;
}

async function checkKeyFolder({ keyDir }: Settings): Promise<Finding> {
  const { mode } = await stat(keyDir);
  const text = `The key folder ${keyDir} is its owner's alone`;
  // Windows has no such modes.
  if (process.platform === 'win32' || (mode & 0o077) === 0) return { ok: true, text };
  return { ok: false, text: `Others may look into the key folder ${keyDir}`, advice: `Type: chmod 700 ${keyDir}` };
}

async function checkDatabase(settings: Settings): Promise<Finding> {
  const file = databaseFile(settings);
  try {
    const store = await createSqliteStore({ file, onWriter: 'inline' });
    const sites = await store.listSites();
    await store.close();
    return { ok: true, text: `The database is at migration ${migrations.at(-1)?.version}, sites: ${sites.length}` };
  } catch (error) {
    return { ok: false, text: 'The database does not open', advice: explainError(error) ?? `Look at ${file}.` };
  }
}

async function checkGeoDatabase({ geoDatabase }: Settings): Promise<Finding> {
  const description = await describeCountries(geoDatabase).catch(() => null);
  if (description !== null) return { ok: true, text: `Countries come from ${description}` };
  const advice = 'Set HANDLR_GEO_DATABASE to an .mmdb file, or unset it to use the one that comes with the gateway.';
  return { ok: false, text: 'The database of countries cannot be read', advice };
}

async function attempt<Value>(findings: Finding[], text: string, run: () => Promise<Value>): Promise<Value | null> {
  try {
    const value = await run();
    findings.push({ ok: true, text });
    return value;
  } catch (error) {
    const advice = explainError(error);
    if (advice === null) throw error;
    findings.push({ ok: false, text: text.replace(' can be ', ' cannot be '), advice });
    return null;
  }
}

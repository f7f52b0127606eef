import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Random } from '@handlr/core';
import {
  boxKeyBytes,
  createBoxKeys,
  createSiteIdentity,
  decodeBase64url,
  encodeBase64url,
  type EpochKeys,
  fingerprintOf,
  type SignedKeyStatement,
  signKeyStatement,
  type SiteIdentityKeys,
} from '@handlr/vault';
import * as v from 'valibot';

/*
 * The keys of a site, in the key folder: `sites/<site key>/identity.key`, and `box-<epoch>.key` for each box key that it has had.
 *
 * EML6  Secret keys are in the key folder alone, for its owner alone, and are made once: nothing writes over one.
 * EML7  The statement for a day is the same for everyone, is signed anew each day, and reaches 30 days.
 */
export interface SiteKeys {
  /** Makes what is missing, and answers the fingerprint of the site's identity. */
  create(siteKey: string): Promise<string>;
  /** Null where no keys were made. */
  fingerprint(siteKey: string): Promise<string | null>;
  statement(siteKey: string, nowMs: number): Promise<SignedKeyStatement | null>;
  /** What opens the site's contacts; empty where no keys were made. */
  boxKeys(siteKey: string): Promise<readonly EpochKeys[]>;
}

const dayMs = 24 * 60 * 60 * 1000;
const statementDays = 30;
const identitySecretBytes = 64;
const identityFile = 'identity.key';
const firstBoxFile = 'box-1.key';

const pairSchema = v.pipe(v.string(), v.parseJson(), v.object({ publicKey: v.string(), secretKey: v.string() }));

type Pair = { readonly publicKey: Uint8Array; readonly secretKey: Uint8Array };

/** A key file is not what was written there. The message names the file, and nothing that is in it. */
export class KeyFileError extends Error {
  constructor(path: string) {
    super(`The key file ${path} cannot be read. Put it back from where you keep a copy of the key folder.`);
    this.name = 'KeyFileError';
  }
}

export function createSiteKeys({ keyDir, random }: { readonly keyDir: string; readonly random: Random }): SiteKeys {
  const folderOf = (siteKey: string): string => join(keyDir, 'sites', siteKey);
  const bytes = (length: number): Uint8Array => random.bytes(length);

  return {
    async create(siteKey) {
      const folder = folderOf(siteKey);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeOnce(folder, identityFile, createSiteIdentity(bytes));
      if ((await listEpochs(folder)).length === 0) await writeOnce(folder, firstBoxFile, createBoxKeys(bytes));
      return fingerprintOf((await readIdentity(folder)).publicKey);
    },
    async fingerprint(siteKey) {
      const folder = folderOf(siteKey);
      return (await listEpochs(folder)).length === 0 ? null : fingerprintOf((await readIdentity(folder)).publicKey);
    },
    async statement(siteKey, nowMs) {
      const folder = folderOf(siteKey);
      const epoch = (await listEpochs(folder)).at(-1);
      if (epoch === undefined) return null;
      const { publicKey: boxKey } = await readPair(join(folder, `box-${epoch}.key`), boxKeyBytes);
      const notAfter = (Math.floor(nowMs / dayMs) + statementDays) * dayMs;
      return signKeyStatement({ site: siteKey, epoch, boxKey, notAfter }, await readIdentity(folder));
    },
    async boxKeys(siteKey) {
      const folder = folderOf(siteKey);
      const epochs = await listEpochs(folder);
      return Promise.all(
        epochs.map(async (epoch) => ({ epoch, ...(await readPair(join(folder, `box-${epoch}.key`), boxKeyBytes)) })),
      );
    },
  };
}

function readIdentity(folder: string): Promise<SiteIdentityKeys> {
  return readPair(join(folder, identityFile), identitySecretBytes);
}

/** Oldest first. */
async function listEpochs(folder: string): Promise<readonly number[]> {
  const names = await readdir(folder).catch(ignoreMissing);
  const epochs = names.flatMap((name) => /^box-(\d+)\.key$/.exec(name)?.[1] ?? []).map(Number);
  return epochs.toSorted((one, other) => one - other);
}

async function readPair(path: string, secretBytes: number): Promise<Pair> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const parsed = v.safeParse(pairSchema, text);
  const publicKey = decodeBase64url(parsed.success ? parsed.output.publicKey : null, boxKeyBytes);
  const secretKey = decodeBase64url(parsed.success ? parsed.output.secretKey : null, secretBytes);
  if (publicKey === null || secretKey === null) throw new KeyFileError(path);
  return { publicKey, secretKey };
}

/** Whole or not at all, and never over one that is there: of two processes at once, the first one's stays. */
async function writeOnce(folder: string, name: string, { publicKey, secretKey }: Pair): Promise<void> {
  const draft = join(folder, `.${name}-${randomUUID()}`);
  const content = JSON.stringify({ publicKey: encodeBase64url(publicKey), secretKey: encodeBase64url(secretKey) });
  await writeFile(draft, `${content}\n`, { mode: 0o600, flag: 'wx' });
  try {
    await link(draft, join(folder, name)).catch(ignoreExisting);
  } finally {
    await rm(draft);
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

function ignoreMissing(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}

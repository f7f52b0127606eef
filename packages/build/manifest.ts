import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type Bytes = { readonly raw: number; readonly gzip: number; readonly brotli: number };

export type BuiltFile = {
  /** For the `integrity` attribute: `sha384-…`. */
  readonly integrity: string;
  /** Chunks that load with this one, without being asked for. Names in `files`. */
  readonly imports: readonly string[];
  readonly bytes: Bytes;
};

/** `manifest.json` of each folder of `dist`: what was built, for the gateway that serves it. */
export type Manifest = {
  /** A hash of everything that the build read; another value there means another build is due. */
  readonly sources: string;
  /** From an entry's name, such as `loader`, to its file. */
  readonly entries: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, BuiltFile>>;
};

export type Chunk = { readonly fileName: string; readonly imports: readonly string[]; readonly entry?: string };

const compressedAlready = /\.(woff2|png)$/;
const brotliBest = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };

/** Puts a `.br` and a `.gz` beside each file of the folder, source maps apart, and writes the manifest. */
export async function writeManifest(folder: string, sources: string, chunks: readonly Chunk[]): Promise<void> {
  const names = (await readdir(folder)).filter((name) => !name.endsWith('.map')).sort();
  const files: Record<string, BuiltFile> = {};
  for (const name of names) {
    const content = await readFile(join(folder, name));
    files[name] = {
      integrity: `sha384-${createHash('sha384').update(content).digest('base64')}`,
      imports: chunks.find(({ fileName }) => fileName === name)?.imports ?? [],
      bytes: await compress(join(folder, name), content),
    };
  }
  const entries = Object.fromEntries(chunks.flatMap(({ entry, fileName }) => (entry ? [[entry, fileName]] : [])));
  const manifest: Manifest = { sources, entries, files };
  await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

async function compress(path: string, content: Buffer): Promise<Bytes> {
  const raw = content.length;
  if (compressedAlready.test(path)) return { raw, gzip: raw, brotli: raw };
  const [zipped, brotlied] = await Promise.all([
    promisify(gzip)(content, { level: 9 }),
    promisify(brotliCompress)(content, brotliBest),
  ]);
  await Promise.all([writeFile(`${path}.gz`, zipped), writeFile(`${path}.br`, brotlied)]);
  return { raw, gzip: zipped.length, brotli: brotlied.length };
}

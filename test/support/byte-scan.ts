import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import ipaddr from 'ipaddr.js';
import { createNeedleFinder, type Needle } from './find-needles.ts';

export type { Needle } from './find-needles.ts';

export type Finding = {
  readonly canary: string;
  readonly form: string;
  readonly place: string;
  readonly offset: number;
  /** Of so few bytes that chance may have put them there. */
  readonly isShort: boolean;
};

/** Every form in which an address could be stored: text, hexadecimal, decimal, raw bytes, base64 of text and of bytes. */
export function addressNeedles(address: string): Needle[] {
  const parsed = ipaddr.parse(address);
  const raw = Buffer.from(parsed.toByteArray());
  const hex = raw.toString('hex');
  const texts = new Set([address, parsed.toString(), parsed.toNormalizedString()]);
  if (parsed.kind() === 'ipv4') texts.add(`::ffff:${hex.slice(0, 4)}:${hex.slice(4)}`);
  return [
    ...[...texts].flatMap((text) => textForms(address, text)),
    needle(address, 'bytes', raw),
    needle(address, 'bytes, reversed', Buffer.from(raw).reverse()),
    ...hexadecimalForms(address, raw),
    needle(address, 'decimal', Buffer.from(BigInt(`0x${hex}`).toString())),
    ...base64Forms(address, 'bytes', raw),
    ...(parsed.kind() === 'ipv4' ? base64Forms(address, 'bytes, as IPv6', mappedToIpv6(raw)) : []),
  ];
}

/** Every form in which a text could be stored. */
export function textNeedles(text: string): Needle[] {
  return [...textForms(text, text), ...hexadecimalForms(text, Buffer.from(text))];
}

/** Every form in which a secret could be stored that is bytes, and travels in base64url. */
export function secretNeedles(secret: string): Needle[] {
  const raw = Buffer.from(secret, 'base64url');
  return [...textNeedles(secret), needle(secret, 'bytes', raw), ...hexadecimalForms(secret, raw)];
}

/** Looks for all of the needles wherever it is then used. */
export function createByteScan(needles: readonly Needle[]): (place: string, bytes: Buffer) => Finding[] {
  const find = createNeedleFinder(needles);
  return (place, bytes) =>
    find(bytes).map(({ needle: { canary, form, bytes: wanted }, offset }) => {
      return { canary, form, place, offset, isShort: wanted.length < shortBytes };
    });
}

/** So few bytes stand somewhere by chance, in a megabyte of random ids and checksums and with hundreds of needles. */
const shortBytes = 6;
/** Chance finds one or two of hundreds of canaries; what leaks them leaks them all. */
const chanceFinds = 4;

/** Findings without those that chance explains: short needles of which only a few of many canaries were found in a place. */
export function beyondChance(findings: readonly Finding[]): Finding[] {
  const key = ({ place, form }: Finding): string => `${place} ${form}`;
  const canaries = new Map<string, Set<string>>();
  for (const finding of findings) {
    canaries.set(key(finding), (canaries.get(key(finding)) ?? new Set()).add(finding.canary));
  }
  return findings.filter((finding) => !finding.isShort || (canaries.get(key(finding))?.size ?? 0) > chanceFinds);
}

/** Reads every file under a folder. `bytesScanned` says that there was something to look at. */
export async function scanFolder(
  folder: string,
  needles: readonly Needle[],
): Promise<{ readonly findings: Finding[]; readonly files: number; readonly bytesScanned: number }> {
  const scan = createByteScan(needles);
  const findings: Finding[] = [];
  let files = 0;
  let bytesScanned = 0;
  for (const name of await readdir(folder, { recursive: true })) {
    const path = join(folder, name);
    if (!(await stat(path)).isFile()) continue;
    const bytes = await readFile(path);
    files += 1;
    bytesScanned += bytes.length;
    findings.push(...scan(name, bytes));
  }
  return { findings, files, bytesScanned };
}

function textForms(canary: string, text: string): Needle[] {
  return [
    needle(canary, 'text', Buffer.from(text)),
    needle(canary, 'text, UTF-16', Buffer.from(text, 'utf16le')),
    ...base64Forms(canary, 'text', Buffer.from(text)),
  ];
}

function hexadecimalForms(canary: string, bytes: Buffer): Needle[] {
  const hex = bytes.toString('hex');
  return [
    needle(canary, 'hexadecimal', Buffer.from(hex)),
    needle(canary, 'hexadecimal, upper case', Buffer.from(hex.toUpperCase())),
  ];
}

/** Ids and hashes are base64 too: among them any four characters turn up by chance, six hardly do. */
const fewestBase64Characters = 6;

/**
 * Alone, or inside a carrier: then base64 depends on where the value begins. Three alignments, without the characters that
 * neighbours touch.
 */
function base64Forms(canary: string, what: string, bytes: Buffer): Needle[] {
  const alone = bytes.toString('base64').replaceAll('=', '');
  const carried = [0, 1, 2].map((shift) => {
    const padded = Buffer.concat([Buffer.alloc(shift), bytes]);
    const whole = padded.toString('base64').replaceAll('=', '');
    return whole.slice(shift === 0 ? 0 : shift + 1, padded.length % 3 === 0 ? undefined : -1);
  });
  return [...new Set([alone, ...carried])]
    .filter(({ length }) => length >= fewestBase64Characters)
    .flatMap((text) => {
      const urlSafe = text.replaceAll('+', '-').replaceAll('/', '_');
      const forms = [needle(canary, `base64 of ${what}`, Buffer.from(text))];
      return urlSafe === text ? forms : [...forms, needle(canary, `base64url of ${what}`, Buffer.from(urlSafe))];
    });
}

function mappedToIpv6(raw: Buffer): Buffer {
  return Buffer.concat([Buffer.alloc(10), Buffer.from([0xff, 0xff]), raw]);
}

function needle(canary: string, form: string, bytes: Buffer): Needle {
  return { canary, form, bytes };
}

import { dirname, join, relative, resolve } from 'node:path';
import * as v from 'valibot';
import { isTrustedProxy } from '../locate/index.ts';
import { readCountryCode } from './country-code.ts';
import { debugProblems } from './debug-output.ts';
import { StartError } from './start-error.ts';

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export type Settings = {
  /** 0 for any that is free. */
  readonly port: number;
  /** Which of the machine's own addresses it listens on. */
  readonly host: string;
  /** Where browsers reach it: an origin, without a slash at the end. Null: `http://localhost` and the port. */
  readonly publicUrl: string | null;
  /** Absolute. */
  readonly dataDir: string;
  /** Absolute; never inside `dataDir`, so that no backup of the data holds keys. */
  readonly keyDir: string;
  /** Addresses, networks in CIDR form, or `loopback`; whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[];
  /** An MMDB file, absolute; null for the one that comes with the gateway. */
  readonly geoDatabase: string | null;
  /** Where the machine stands, ISO 3166-1 alpha-2; what is told of data names it. Null where nobody said. */
  readonly hostingCountry: string | null;
  readonly logLevel: LogLevel;
};

export type Environment = Readonly<Record<string, string | undefined>>;

const defaultPort = 8787;
const maxPort = 65_535;

/**
 * Reads the settings from environment variables; empty ones count as unset. Relative folders are relative to `workingDir`.
 * @throws StartError that lists everything that is wrong at once.
 */
export function readSettings(env: Environment, workingDir: string = process.cwd()): Settings {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = v.safeParse(environmentSchema, given);
  const problems = [
    ...(parsed.issues ?? []).map(({ message }) => message),
    ...unsupported(given),
    ...debugProblems(given),
  ];
  if (!parsed.success || problems.length > 0) throw new StartError(problems.join('\n'));

  const { output } = parsed;
  const dataDir = resolve(workingDir, output.HANDLR_DATA_DIR);
  const keyDir = resolve(workingDir, output.HANDLR_KEY_DIR ?? join(dirname(dataDir), 'keys'));
  if (!relative(dataDir, keyDir).startsWith('..')) {
    throw new StartError(
      'HANDLR_KEY_DIR must not be inside HANDLR_DATA_DIR: a backup of the data would then hold the keys. Choose a folder beside it.',
    );
  }
  return {
    port: output.PORT,
    host: output.HANDLR_HOST,
    publicUrl: output.HANDLR_PUBLIC_URL ?? null,
    dataDir,
    keyDir,
    trustedProxies: output.HANDLR_TRUSTED_PROXIES,
    geoDatabase: output.HANDLR_GEO_DATABASE === undefined ? null : resolve(workingDir, output.HANDLR_GEO_DATABASE),
    hostingCountry: output.HANDLR_HOSTING_COUNTRY ?? null,
    logLevel: output.HANDLR_LOG_LEVEL,
  };
}

const environmentSchema = v.object({
  PORT: v.optional(
    v.pipe(
      v.string(),
      v.check(
        isPort,
        ({ input }) =>
          `PORT must be a whole number from 0 to ${maxPort}, for example ${defaultPort}. It is ${quote(input)}.`,
      ),
      v.transform(Number),
    ),
    String(defaultPort),
  ),
  // Everything else that listens is a choice of whoever runs the machine.
  HANDLR_HOST: v.optional(
    v.pipe(
      v.string(),
      v.regex(
        /^[\w.:-]+$/,
        ({ input }) =>
          `HANDLR_HOST must be an address of this machine: 127.0.0.1 for itself alone, 0.0.0.0 or :: for everybody. It is ${quote(input)}.`,
      ),
    ),
    '127.0.0.1',
  ),
  HANDLR_PUBLIC_URL: v.optional(
    v.pipe(
      v.string(),
      v.check(
        isOrigin,
        ({ input }) =>
          `HANDLR_PUBLIC_URL must be an http or https address without a path, for example https://chat.example.com. It is ${quote(input)}.`,
      ),
      v.transform((url) => new URL(url).origin),
    ),
  ),
  HANDLR_DATA_DIR: v.optional(v.string(), 'data'),
  HANDLR_KEY_DIR: v.optional(v.string()),
  HANDLR_TRUSTED_PROXIES: v.optional(
    v.pipe(
      v.string(),
      v.transform(splitList),
      v.array(
        v.pipe(
          v.string(),
          v.check(
            isTrustedProxy,
            ({ input }) =>
              `HANDLR_TRUSTED_PROXIES must list addresses, networks such as 10.0.0.0/8, or the word loopback, with commas between them. It has ${quote(input)}.`,
          ),
        ),
      ),
    ),
    '',
  ),
  HANDLR_GEO_DATABASE: v.optional(v.string()),
  HANDLR_HOSTING_COUNTRY: v.optional(
    v.pipe(
      v.string(),
      v.check(
        (text) => readCountryCode(text) !== null,
        ({ input }) =>
          `HANDLR_HOSTING_COUNTRY must be the two letters of a country by ISO 3166-1, for example DE. It is ${quote(input)}.`,
      ),
      v.transform(readCountryCode),
    ),
  ),
  HANDLR_LOG_LEVEL: v.optional(
    v.picklist(
      logLevels,
      ({ input }) => `HANDLR_LOG_LEVEL must be one of ${logLevels.join(', ')}. It is ${quote(String(input))}.`,
    ),
    'info',
  ),
});

function unsupported(given: Readonly<Record<string, unknown>>): string[] {
  // Their values hold passwords: not repeated.
  return ['HANDLR_DATABASE_URL', 'HANDLR_REDIS_URL']
    .filter((name) => name in given)
    .map((name) => `${name} is set, but this version runs on one machine, on SQLite in HANDLR_DATA_DIR. Unset it.`);
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) <= maxPort;
}

function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`;
}

function splitList(text: string): string[] {
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

const quotedLength = 60;

/** What was set, on one line, without what stands before an `@`, which could be a password. */
function quote(text: string): string {
  return JSON.stringify(text.replace(/^.*@/s, '…@').slice(0, quotedLength));
}

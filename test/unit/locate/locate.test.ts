import { createSecretKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { Reader } from 'mmdb-lib';
import { describe, expect, test } from 'vitest';
import { createLocate, describeGeoDatabase, type LocateDeps } from '../../../packages/gateway/src/locate/index.ts';
import { createTestClock } from '../../support/clock.ts';
import { createTestRandom } from '../../support/random.ts';

// Public addresses that belong to these countries for as long as there have been country databases.
const german = '85.214.132.117';
const british = '81.2.69.160';
const japanese = '133.242.0.1';
const proxy = '10.0.0.1';

function locator(deps: Partial<LocateDeps> = {}) {
  return createLocate({
    clock: createTestClock(),
    random: createTestRandom(1),
    trustedProxies: [],
    database: null,
    ...deps,
  });
}

describe('the sender', () => {
  const country = (
    trustedProxies: readonly string[],
    remoteAddress: string | undefined,
    forwardedFor?: string | string[],
  ) => locator({ trustedProxies })({ remoteAddress, forwardedFor }).country;

  test('is the socket’s own address while no proxy is trusted', () => {
    expect(country([], german)).toBe('DE');
    expect(country([], german, british)).toBe('DE');
    expect(country([proxy], german, british)).toBe('DE');
  });

  test('is what a trusted hop wrote down, from right to left', () => {
    expect(country([proxy], proxy, british)).toBe('GB');
    expect(country([proxy], proxy, `${japanese}, ${british}`)).toBe('GB');
    expect(country([proxy, british], proxy, `${japanese}, ${british}`)).toBe('JP');
    expect(country(['10.0.0.0/8'], proxy, `${japanese},${german} , 10.9.9.9,10.1.2.3`)).toBe('DE');
    expect(country([proxy], proxy, [japanese, british])).toBe('GB');
    expect(country(['loopback'], '::1', british)).toBe('GB');
    expect(country(['loopback'], '127.0.0.9', british)).toBe('GB');
  });

  test.each([
    'unknown',
    '',
    'nonsense',
    '1',
    '0x51.2',
    '81.2.69',
    '999.1.1.1',
    `${japanese} ${british}`,
    'for=81.2.69.160',
  ])('ends at the last good hop before %j', (malformed) => {
    expect(country([proxy, german], proxy, `${british}, ${malformed}, ${german}`)).toBe('DE');
    expect(country([proxy], proxy, `${british}, ${malformed}`)).toBe(null);
  });

  test.each([`${british}:5060`, `[::ffff:${british}]:443`, `::ffff:${british}`, '::FFFF:5102:45a0'])(
    'may be written %s',
    (written) => {
      expect(country([proxy], proxy, written)).toBe('GB');
      expect(country([`::ffff:${proxy}`], `::ffff:${proxy}`, written)).toBe('GB');
      expect(country(['::ffff:10.0.0.0/104'], proxy, written)).toBe('GB');
    },
  );

  test('may be unknown', () => {
    expect(country([], undefined)).toBe(null);
    expect(country(['loopback'], undefined, british)).toBe(null);
    expect(country([], '192.168.1.1')).toBe(null);
  });
});

describe('the tag', () => {
  const locate = locator();
  const tag = (remoteAddress: string | undefined) => locate({ remoteAddress, forwardedFor: undefined }).rateLimitTag;

  test('is 128 bits in base64url', () => {
    expect(tag(german)).toMatch(/^[\w-]{22}$/);
  });

  test('is one for an IPv4 address, however it is written, and for an IPv6 /64', () => {
    expect(tag(`::ffff:${german}`)).toBe(tag(german));
    expect(tag('85.214.132.118')).not.toBe(tag(german));
    expect(tag('2a01:4f8:1:2:ffff::9')).toBe(tag('2a01:4f8:1:2::1'));
    expect(tag('2a01:4f8:1:3::1')).not.toBe(tag('2a01:4f8:1:2::1'));
    expect(tag(undefined)).toBe(tag('nonsense'));
  });

  test('changes with the UTC day, and with the process', () => {
    const clock = createTestClock(Date.UTC(2026, 10, 23, 23, 59, 59, 999));
    const today = locator({ clock });
    const connection = { remoteAddress: german, forwardedFor: undefined };
    const { rateLimitTag } = today(connection);
    expect(today(connection).rateLimitTag).toBe(rateLimitTag);
    clock.advance(1);
    expect(today(connection).rateLimitTag).not.toBe(rateLimitTag);
    const other = createLocate({ clock, trustedProxies: [], database: null });
    const another = createLocate({ clock, trustedProxies: [], database: null });
    expect(other(connection).rateLimitTag).not.toBe(another(connection).rateLimitTag);
  });
});

describe('the tags of a network, which bans are made of', () => {
  const secrets = [684, 685].map((epoch) => ({ epoch, key: createSecretKey(Buffer.alloc(32, epoch)) }));
  const tags = (remoteAddress: string | undefined) =>
    locator({ networkSecrets: () => secrets })({ remoteAddress, forwardedFor: undefined }).networkTags;

  test('are one for each epoch in use, and another in each', () => {
    expect(tags(german).map(({ epoch }) => epoch)).toEqual([684, 685]);
    expect(new Set(tags(german).map(({ tag }) => tag)).size).toBe(2);
  });

  test('are the same inside an IPv6 /64, and for IPv4 however it is written', () => {
    expect(tags('2a01:4f8:1:2:ffff::9')).toEqual(tags('2a01:4f8:1:2::1'));
    expect(tags('2a01:4f8:1:3::1')).not.toEqual(tags('2a01:4f8:1:2::1'));
    expect(tags(`::ffff:${german}`)).toEqual(tags(german));
  });

  test('are none for what has no address: nobody is banned for it, and nobody with it', () => {
    expect([tags(undefined), tags('nonsense')]).toEqual([[], []]);
  });
});

describe('nothing that comes out holds what went in', () => {
  test('whatever comes in', () => {
    const key = createSecretKey(Buffer.alloc(32, 1));
    const locate = locator({ trustedProxies: ['loopback'], networkSecrets: () => [{ epoch: 685, key }] });
    const anything = fc.oneof(fc.ipV4(), fc.ipV6(), fc.string(), fc.constant('127.0.0.1'));
    fc.assert(
      fc.property(anything, fc.array(anything), (remoteAddress, hops) => {
        const location = locate({ remoteAddress, forwardedFor: hops.join(',') });
        expect(Object.keys(location)).toEqual(['country', 'rateLimitTag', 'networkTags']);
        expect(location.country ?? 'XX').toMatch(/^[A-Z]{2}$/);
        expect(location.rateLimitTag).toMatch(/^[\w-]{22}$/);
        for (const { epoch, tag } of location.networkTags)
          expect([epoch, tag]).toEqual([685, expect.stringMatching(/^[\w-]{22}$/)]);
      }),
      { seed: 20261123 },
    );
  });
});

describe('the database', () => {
  test('is asked for a network, never for an address', () => {
    const asked: string[] = [];
    const { get } = Reader.prototype;
    Reader.prototype.get = function (network: string) {
      asked.push(network);
      return get.call(this, network);
    };
    const locate = locator();
    locate({ remoteAddress: german, forwardedFor: undefined });
    locate({ remoteAddress: '2a01:4f8:1:2:3:4:5:6', forwardedFor: undefined });
    Reader.prototype.get = get;
    expect(asked).toEqual(['85.214.132.0', '2a01:4f8:1:2::']);
  });

  test.each([
    [{ country: { iso_code: 'NL', names: {} } }, 'NL'],
    [{ country_code: 'NL' }, 'NL'],
    [{ country_code: 'ZZ' }, null],
    [{ country_code: german }, null],
    [{ city: 'Utrecht' }, null],
    [null, null],
  ])('may hold %j', (record, country) => {
    const { get } = Reader.prototype;
    Reader.prototype.get = () => record;
    const location = locator()({ remoteAddress: german, forwardedFor: undefined });
    Reader.prototype.get = get;
    expect(location.country).toBe(country);
  });

  test('that breaks down when asked gives no country, and no error with an address', () => {
    const { get } = Reader.prototype;
    Reader.prototype.get = (network) => {
      throw new Error(network);
    };
    const location = locator()({ remoteAddress: german, forwardedFor: undefined });
    Reader.prototype.get = get;
    expect(location.country).toBe(null);
  });

  test('says what it is', async () => {
    const { databaseType, builtAt } = await describeGeoDatabase(null);
    expect(databaseType).toMatch(/country/i);
    expect(builtAt.getUTCFullYear()).toBeGreaterThan(2024);
  });

  test('that is missing, or something else, is a clear error at the start', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'handlr-locate-'));
    const file = join(folder, 'text.mmdb');
    await writeFile(file, readFileSync(import.meta.filename));
    expect(() => locator({ database: file })).toThrow(/text\.mmdb is not a MaxMind database.*HANDLR_GEO_DATABASE/);
    expect(() => locator({ database: join(folder, 'none.mmdb') })).toThrow(
      /none\.mmdb cannot be read.*HANDLR_GEO_DATABASE/,
    );
    await rm(folder, { recursive: true });
  });
});

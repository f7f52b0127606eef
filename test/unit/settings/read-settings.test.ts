import { describe, expect, test } from 'vitest';
import { readSettings, StartError } from '../../../packages/gateway/src/settings/index.ts';

const here = '/srv/chat';
const read = (env: Record<string, string | undefined> = {}) => readSettings(env, here);

test('nothing has to be set', () => {
  expect(read()).toEqual({
    port: 8787,
    host: '127.0.0.1',
    publicUrl: null,
    dataDir: '/srv/chat/data',
    keyDir: '/srv/chat/keys',
    trustedProxies: [],
    geoDatabase: null,
    hostingCountry: null,
    logLevel: 'info',
  });
});

test('everything can be set', () => {
  const env = {
    PORT: '0',
    HANDLR_HOST: '::',
    HANDLR_PUBLIC_URL: 'https://Chat.Example.com/',
    HANDLR_DATA_DIR: '/var/lib/handlr',
    HANDLR_KEY_DIR: '../secrets',
    HANDLR_TRUSTED_PROXIES: 'loopback, 10.0.0.0/8 ,2001:db8::1,',
    HANDLR_GEO_DATABASE: 'geo.mmdb',
    HANDLR_HOSTING_COUNTRY: ' de ',
    HANDLR_LOG_LEVEL: 'warn',
  };
  expect(read(env)).toEqual({
    port: 0,
    host: '::',
    publicUrl: 'https://chat.example.com',
    dataDir: '/var/lib/handlr',
    keyDir: '/srv/secrets',
    trustedProxies: ['loopback', '10.0.0.0/8', '2001:db8::1'],
    geoDatabase: '/srv/chat/geo.mmdb',
    hostingCountry: 'DE',
    logLevel: 'warn',
  });
});

test('empty is unset, and keys lie beside the data', () => {
  expect(read({ PORT: '', HANDLR_PUBLIC_URL: ' ', HANDLR_DATA_DIR: undefined })).toEqual(read());
  expect(read({ HANDLR_DATA_DIR: '/var/lib/handlr/data' }).keyDir).toBe('/var/lib/handlr/keys');
});

describe('what is wrong is said in plain words', () => {
  const problem = (env: Record<string, string>): string => {
    try {
      read(env);
    } catch (error) {
      if (error instanceof StartError) return error.message;
      throw error;
    }
    return '';
  };

  test('with what to do', () => {
    expect(problem({ HANDLR_PUBLIC_URL: 'foo' })).toBe(
      'HANDLR_PUBLIC_URL must be an http or https address without a path, for example https://chat.example.com. It is "foo".',
    );
  });

  test.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PORT', '0x50'],
    ['HANDLR_HOST', 'http://localhost'],
    ['HANDLR_PUBLIC_URL', 'chat.example.com'],
    ['HANDLR_PUBLIC_URL', 'ftp://chat.example.com'],
    ['HANDLR_PUBLIC_URL', 'https://chat.example.com/chat'],
    ['HANDLR_PUBLIC_URL', 'https://chat.example.com/?a'],
    ['HANDLR_TRUSTED_PROXIES', '10.0.0.0/33'],
    ['HANDLR_TRUSTED_PROXIES', '10.0.0.0/8/8'],
    ['HANDLR_TRUSTED_PROXIES', '10.0.0.0/'],
    ['HANDLR_TRUSTED_PROXIES', 'proxy.example.com'],
    ['HANDLR_TRUSTED_PROXIES', '127.1'],
    ['HANDLR_HOSTING_COUNTRY', 'Germany'],
    ['HANDLR_HOSTING_COUNTRY', 'UK'],
    ['HANDLR_HOSTING_COUNTRY', 'EU'],
    ['HANDLR_HOSTING_COUNTRY', 'DD'],
    ['HANDLR_HOSTING_COUNTRY', 'QQ'],
    ['HANDLR_LOG_LEVEL', 'loud'],
  ])('%s=%s', (name, value) => {
    expect(problem({ [name]: value })).toMatch(new RegExp(`^${name} must [^\n]+ "[^"\n]+"\\.$`));
  });

  test('all at once', () => {
    const lines = problem({
      PORT: 'x',
      HANDLR_PUBLIC_URL: 'x',
      HANDLR_TRUSTED_PROXIES: 'x,loopback,y',
      HANDLR_REDIS_URL: 'x',
    });
    expect(lines.split('\n').map((line) => line.split(' ')[0])).toEqual([
      'PORT',
      'HANDLR_PUBLIC_URL',
      'HANDLR_TRUSTED_PROXIES',
      'HANDLR_TRUSTED_PROXIES',
      'HANDLR_REDIS_URL',
    ]);
  });

  test('without passwords', () => {
    expect(problem({ HANDLR_DATABASE_URL: 'postgres://me:secret@db/chat' })).toBe(
      'HANDLR_DATABASE_URL is set, but this version runs on one machine, on SQLite in HANDLR_DATA_DIR. Unset it.',
    );
    expect(problem({ HANDLR_REDIS_URL: 'redis://:secret@cache' })).toMatch(/^HANDLR_REDIS_URL is set.*Unset it\.$/);
    expect(problem({ HANDLR_PUBLIC_URL: 'https://me:secret@chat.example.com' })).not.toContain('secret');
  });

  test('on one line for each, however long the value', () => {
    expect(problem({ PORT: `1\n${'2'.repeat(1000)}` })).toMatch(/^[^\n]{1,160}$/);
  });

  test.each(['data/keys', 'data', '/srv/chat/data/a/b'])('keys inside the data: %s', (keyDir) => {
    expect(problem({ HANDLR_KEY_DIR: keyDir })).toMatch(/^HANDLR_KEY_DIR must not be inside HANDLR_DATA_DIR/);
    expect(problem({ HANDLR_KEY_DIR: `${keyDir}/../../..data` })).toBe('');
  });
});

describe('CASE 4: in production, debug output that holds addresses is refused', () => {
  const refused = (env: Record<string, string>) => {
    try {
      read(env);
      return false;
    } catch (error) {
      return error instanceof StartError;
    }
  };

  test.each([
    '*',
    'socket.io*',
    'engine*',
    'engine',
    'engine:ws',
    'socket.io:client',
    'app,engine:*',
    'app socket.io-parser',
    's*',
    '*:ws',
    '*,-engine*',
  ])('DEBUG=%s', (DEBUG) => {
    expect(refused({ DEBUG, NODE_ENV: 'production' })).toBe(true);
    expect(refused({ DEBUG, NODE_ENV: 'development' })).toBe(false);
    expect(refused({ DEBUG })).toBe(false);
  });

  test.each(['app', 'express:*', '-socket.io*', ''])('but not DEBUG=%s', (DEBUG) => {
    expect(refused({ DEBUG, NODE_ENV: 'production' })).toBe(false);
  });

  test('NODE_DEBUG, which prints every header', () => {
    expect(refused({ NODE_DEBUG: 'http', NODE_ENV: 'production' })).toBe(true);
    expect(refused({ NODE_DEBUG: 'http' })).toBe(false);
  });
});

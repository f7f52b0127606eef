import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allowedOrigin, normaliseOriginPattern } from '../../../packages/gateway/src/site/allowed-origin.ts';

const staging = ['https://*.staging.example.com'];

describe('an exact pattern', () => {
  test.each([
    ['https://shop.example', true],
    ['http://shop.example', false],
    ['https://shop.example:8443', false],
    ['https://www.shop.example', false],
    ['https://shop.example.evil.example', false],
    ['https://evilshop.example', false],
    ['https://shop.example/', false],
    ['https://SHOP.example', false],
    ['https://user@shop.example', false],
    ['shop.example', false],
    ['null', false],
    ['', false],
    [undefined, false],
    ['file://', false],
    ['chrome-extension://abcdefgh', false],
  ])('%s: %s', (origin, allowed) => {
    expect(allowedOrigin(origin, ['https://shop.example'])).toBe(allowed);
  });
});

describe('a wildcard', () => {
  test.each([
    ['https://a.staging.example.com', true],
    ['https://a.b.staging.example.com', true],
    ['https://staging.example.com', false],
    ['https://evilstaging.example.com', false],
    ['https://a.staging.example.com.evil.example', false],
    ['http://a.staging.example.com', false],
    ['https://a.staging.example.com:444', false],
  ])('%s: %s', (origin, allowed) => {
    expect(allowedOrigin(origin, staging)).toBe(allowed);
  });
});

const label = fc.stringMatching(/^[a-z][a-z0-9]{0,7}$/);
const host = fc.array(label, { minLength: 2, maxLength: 4 }).map((labels) => labels.join('.'));
const scheme = fc.constantFrom('http', 'https');
const port = fc.option(fc.integer({ min: 1024, max: 65_535 }), { nil: undefined });
const origin = fc
  .tuple(scheme, host, port)
  .map(([scheme, host, port]) => `${scheme}://${host}${port === undefined ? '' : `:${port}`}`);

describe('for every origin', () => {
  test('its own pattern allows it, and nothing allows it otherwise', () => {
    fc.assert(
      fc.property(origin, origin, (one, other) => {
        expect(allowedOrigin(one, [one])).toBe(true);
        expect(allowedOrigin(one, [])).toBe(false);
        expect(allowedOrigin(one, [other])).toBe(one === other);
      }),
    );
  });

  test('a wildcard allows exactly what has more labels in front', () => {
    fc.assert(
      fc.property(scheme, host, fc.array(label, { maxLength: 3 }), port, (scheme, host, front, port) => {
        const end = port === undefined ? '' : `:${port}`;
        const page = `${scheme}://${[...front, host].join('.')}${end}`;
        expect(allowedOrigin(page, [`${scheme}://*.${host}${end}`])).toBe(front.length > 0);
      }),
    );
  });

  test('text that is not an origin never passes, whatever the pattern', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (text, patterns) => {
        if (allowedOrigin(text, patterns)) expect(new URL(text).origin).toBe(text);
      }),
    );
  });

  test('normalising a pattern changes nothing of what it allows', () => {
    fc.assert(
      fc.property(origin, (one) => {
        const normal = normaliseOriginPattern(one.toUpperCase().replace(/^HTTPS?/, (text) => text.toLowerCase()));
        expect(normal).toBe(one);
      }),
    );
  });
});

test.each([
  ['https://shop.example:443', 'https://shop.example'],
  ['  https://Shop.Example/ ', null],
  ['https://*.com', null],
  ['https://*', null],
  ['https://*.127.0.0.1', null],
  ['https://a.*.example', null],
  ['*', null],
  ['https://shop.example/path', null],
  ['https://*.shop.example', 'https://*.shop.example'],
  ['http://localhost:8788', 'http://localhost:8788'],
  ['ftp://shop.example', null],
])('the pattern %j is taken as %j', (text, pattern) => {
  expect(normaliseOriginPattern(text)).toBe(pattern);
});

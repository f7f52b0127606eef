import { minimisePageUrl } from '@handlr/privacy';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { character, email, encodings, longNumber, readings, token } from './canaries.ts';

const shop = 'https://shop.example';

describe('what stays', () => {
  test.each([
    ['/teapots/blue-glaze-2l'],
    ['/p/12345'],
    ['/2024/03/new-arrivals'],
    ['/en-gb/iphone-15-pro-256gb'],
    ['/products/PlayStation5-console'],
    ['/how-to-choose-a-teapot-a-complete-guide-for-beginners'],
    ['/customer-service/returns'],
    ['/collections/salt-&-pepper'],
    ['/pages/faq.html'],
    ['/'],
  ])('%s', (path) => {
    expect(minimisePageUrl(shop + path)).toBe(shop + path);
  });

  test('letters of every script, decoded', () => {
    expect(minimisePageUrl(`${shop}/th%C3%A9-vert/%E6%97%A5%E6%9C%AC%E8%AA%9E`)).toBe(`${shop}/thé-vert/日本語`);
  });

  test('a port', () => {
    expect(minimisePageUrl('http://localhost:8080/a')).toBe('http://localhost:8080/a');
  });
});

describe('what goes', () => {
  test.each([
    ['/cart?email=jane@example.com', '/cart'],
    ['/cart#token=abc', '/cart'],
    ['/a;jsessionid=jane/b', '/a/b'],
    ['/a%3Bjsessionid=jane/b', '/a/b'],
    ['/a%253bjsessionid=jane/b', '/a/b'],
    ['/@jane', '/…'],
    ['/jane%EF%BC%A0example.com', '/…'],
    ['/~jane', '/…'],
    ['/users/jane/photos', '/users/…/photos'],
    ['/u//jane', '/u//…'],
    ['/my-account/jane', '/my-account/…'],
    ['/resetPassword/abc', '/resetPassword/…'],
    ['/verify-email/abc', '/verify-email/…'],
    ['/%75sers/jane', '/users/…'],
    ['/search/jane', '/search/…'],
    ['/call/020-7946-0958', '/call/…'],
    ['/born/1985-03-15', '/born/…'],
    ['/watch/dQw4w9WgXcQ', '/watch/…'],
    ['/commit/9f86d081', '/commit/…'],
    ['/sign/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJqYW5lIn0.c2ln', '/sign/…'],
    ['/x/..;/y', '/x/…/y'],
    ['/100%', '/…'],
    [`/${'%25'.repeat(40)}`, '/…'],
    ['/line%0Abreak', '/…'],
    ['/%3Cscript%3E', '/…'],
    ['/\u202Etxt', '/…'],
  ])('%s becomes %s', (path, expected) => {
    expect(minimisePageUrl(shop + path)).toBe(shop + expected);
  });

  test('user information', () => {
    expect(minimisePageUrl('https://jane:secret@shop.example/a')).toBe('https://shop.example/a');
  });

  test.each([
    '',
    'about:blank',
    'mailto:jane@example.com',
    'data:text/html,x',
    'file:///home/jane',
    'blob:https://a.example/b',
    '/a',
    'http://',
  ])('everything of %j', (url) => {
    expect(minimisePageUrl(url)).toBe('');
  });

  test.each(Object.keys(encodings))('an e-mail address in any component, %s', (name) => {
    const encode = encodings[name] ?? String;
    fc.assert(
      fc.property(email, fc.constantFrom('a', 'about-us', '…'), (secret, slug) => {
        for (const url of everywhere(encode(secret), slug)) {
          expect(readings(minimisePageUrl(url)).filter((reading) => reading.includes(secret))).toEqual([]);
        }
      }),
    );
  });

  test('a token or a long number in any component', () => {
    fc.assert(
      fc.property(fc.oneof(token, longNumber), (secret) => {
        for (const url of everywhere(secret, 'about-us')) expect(minimisePageUrl(url)).not.toContain(secret);
        expect(minimisePageUrl(`${shop}/a/${secret}`)).toBe(`${shop}/a/…`);
      }),
      { numRuns: 300 },
    );
  });
});

describe('of whatever it is given', () => {
  const anything = fc.oneof(
    fc.string({ unit: character, maxLength: 600 }),
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
    fc
      .array(
        fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('user', '..', '.;', '%2e', '%20', ' ', 'a%2Fb', '…')),
      )
      .map((segments) => `${shop}/${segments.join('/')}`),
    fc.string({ maxLength: 600 }).map((host) => `https://${host}`),
  );

  test('it does not throw, stays short, and leaves its own output unchanged', () => {
    fc.assert(
      fc.property(anything, (url) => {
        const once = minimisePageUrl(url);
        expect(once.length).toBeLessThanOrEqual(256);
        expect(minimisePageUrl(once)).toBe(once);
      }),
      { numRuns: 800 },
    );
  });

  test('cuts between segments', () => {
    const url = shop + '/blue-glazed-teapots'.repeat(20);
    expect(minimisePageUrl(url)).toBe(shop + '/blue-glazed-teapots'.repeat(11));
    expect(minimisePageUrl(`https://${'a.'.repeat(130)}example/`)).toBe('');
  });
});

function everywhere(secret: string, slug: string): string[] {
  return [
    `${shop}/${secret}`,
    `${shop}/${slug}/${secret}/${slug}`,
    `${shop}/${slug};id=${secret}/${slug}`,
    `${shop}/${slug}?q=${secret}`,
    `${shop}/${slug}#${secret}`,
    `https://${secret}:${secret}@shop.example/${slug}`,
  ];
}

import { minimiseReferrer } from '@handlr/privacy';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { character, email, encodings, token } from './canaries.ts';

test.each([
  ['https://www.google.com/search?q=jane', 'www.google.com'],
  ['https://Jane:pw@News.Example:8443/a#b', 'news.example'],
  ['https://bücher.example/', 'xn--bcher-kva.example'],
  ['https://3f9a1c7e5d2b4a68.safeframe.example/', 'safeframe.example'],
  ['news.example', 'news.example'],
  ['http://192.0.2.7/', ''],
  ['http://3221225991/', ''],
  ['http://0xC0.0x00.0x02.0x07/', ''],
  ['http://[2001:db8::1]/', ''],
  ['192.0.2.7', ''],
  ['https://203-0-113-9.dial.example/', ''],
  ['https://janes-laptop/', ''],
  ['mailto:jane@example.com', ''],
  ['jane@example.com', ''],
  ['android-app://com.google.android.gm/', ''],
  ['about:client', ''],
  ['', ''],
])('%s becomes %j', (referrer, expected) => {
  expect(minimiseReferrer(referrer)).toBe(expected);
});

test('no e-mail address or token passes, wherever it stands', () => {
  fc.assert(
    fc.property(fc.oneof(email, token), fc.constantFrom(...Object.values(encodings)), (secret, encode) => {
      const written = encode(secret);
      for (const url of [`/${written}`, `/?${written}`, `/#${written}`].map((rest) => `https://news.example${rest}`)) {
        expect(minimiseReferrer(url)).toBe('news.example');
      }
      expect(minimiseReferrer(`https://${written}@news.example/`)).not.toContain(secret.toLowerCase());
    }),
  );
});

test('no label of a host passes that is a hexadecimal token', () => {
  fc.assert(
    fc.property(fc.oneof(fc.uuid(), fc.stringMatching(/^[0-9][a-f0-9]{15}$/)), (secret) => {
      expect(minimiseReferrer(`https://${secret}.news.example/`)).not.toContain(secret);
    }),
  );
});

test('of whatever it is given: it does not throw, stays short, and leaves its own output unchanged', () => {
  const anything = fc.oneof(
    fc.string({ unit: character }),
    fc.webUrl(),

    fc.ipV4(),
    fc.ipV6(),
    email,
  );
  fc.assert(
    fc.property(anything, (referrer) => {
      const once = minimiseReferrer(referrer);
      expect(once.length).toBeLessThanOrEqual(253);
      expect(once).not.toMatch(/[/@:?#]/);
      expect(minimiseReferrer(once)).toBe(once);
    }),
    { numRuns: 300 },
  );
});

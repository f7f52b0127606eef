import { minimiseUserAgent } from '@handlr/privacy/user-agent';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { character } from './canaries.ts';

const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)';

test.each([
  [`Mozilla/5.0 (X11; Linux x86_64) ${webkit} Chrome/126.0.6478.55 Safari/537.36`, 'Chrome', '126'],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0', 'Firefox', '128'],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15',
    'Safari',
    '17',
  ],
  [`Mozilla/5.0 (Windows NT 10.0) ${webkit} Chrome/126.0.0.0 Safari/537.36 Edg/126.0.2592.68`, 'Edge', '126'],
  [
    `Mozilla/5.0 (Linux; Android 14; SM-S918B) ${webkit} SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36`,
    'Samsung Internet',
    '25',
  ],
  ['janes-private-crawler/1.0 (jane@example.com)', 'Other', ''],
  [`Mozilla/5.0 (X11) ${webkit} Chrome/1234567.1 Safari/537.36`, 'Chrome', ''],
  ['', 'Other', ''],
])('%s', (header, family, major) => {
  expect(minimiseUserAgent(header)).toEqual({ family, major });
});

test('of whatever it is given, it says one of a few families and at most four digits', () => {
  const header = fc
    .array(
      fc.oneof(
        fc.string({ unit: character }),
        fc.constantFrom('Chrome/', 'Firefox/', 'Version/', ' Safari/', '12', '.', ')'),
      ),
    )
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(header, (text) => {
      const { family, major } = minimiseUserAgent(text);
      expect(family).toMatch(/^(Chrome|Firefox|Safari|Edge|Opera|Samsung Internet|Android Browser|Other)$/);
      expect(major).toMatch(/^\d{0,4}$/);
    }),
  );
});

test('what stands past the bound is not read', () => {
  expect(minimiseUserAgent(`${' '.repeat(512)}Firefox/128.0`).family).toBe('Other');
});

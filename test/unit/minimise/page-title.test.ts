import { minimisePageTitle } from '@handlr/privacy';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { character, email, token } from './canaries.ts';

const url = 'https://kiln.example/teapots/blue-glaze-2l';

describe('a title repeats only what address and site say', () => {
  test.each([
    ['Blue Glaze Teapot 2L | Kiln & Co', 'Blue Glaze Teapot 2L | Kiln & Co'],
    ['Blue glaze – Jane Doe’s basket | Kiln & Co', 'Blue glaze | Kiln & Co'],
    ['Welcome back, jane.doe@example.com!', ''],
    ['(3) Jane: BLUE', 'BLUE'],
    ['Kiln', 'Kiln'],
    ["Kiln's teapots", 'Kiln teapots'],
    ['', ''],
  ])('%j becomes %j', (title, expected) => {
    expect(minimisePageTitle(title, url, 'Kiln & Co')).toBe(expected);
  });

  test('accents do not matter, and stay', () => {
    expect(minimisePageTitle('Thé Vert İçin', 'https://a.example/the-vert/icin', '')).toBe('Thé Vert İçin');
    expect(minimisePageTitle('日本語 花子', 'https://a.example/日本語', '')).toBe('日本語');
  });

  test('the host is not the site’s name, and a withheld segment says nothing', () => {
    expect(minimisePageTitle('kiln example https', 'https://kiln.example/users/…', '')).toBe('');
  });
});

const word = fc.stringMatching(/^[a-z]{2,10}$/);

test('no e-mail address, token or name passes', () => {
  fc.assert(
    fc.property(fc.oneof(email, token, word), fc.array(word, { maxLength: 4 }), (secret, slugs) => {
      fc.pre(!slugs.join('-').includes(secret.slice(0, -1)));
      const title = `${slugs.join(' ')} ${secret} ${slugs.join(' ')}${secret}`;
      expect(minimisePageTitle(title, `https://a.example/${slugs.join('/')}`, 'Shop')).not.toContain(secret);
    }),
  );
});

test('of whatever it is given: it does not throw, stays short, and leaves its own output unchanged', () => {
  const text = fc.oneof(
    fc.string({ unit: character, maxLength: 200 }),
    fc
      .array(fc.oneof(word, fc.constantFrom(' ', ' - ', 'blue', 'Glaze', 's', 'É', '́', '—')))
      .map((parts) => parts.join('')),
    fc.array(fc.constantFrom('blue', 'glaze', 'teapots'), { maxLength: 40 }).map((parts) => parts.join(' | ')),
  );
  fc.assert(
    fc.property(text, fc.oneof(text, fc.constant(url)), text, (title, address, siteName) => {
      const once = minimisePageTitle(title, address, siteName);
      expect(once.length).toBeLessThanOrEqual(80);
      expect(minimisePageTitle(once, address, siteName)).toBe(once);
    }),
    { numRuns: 2000 },
  );
});

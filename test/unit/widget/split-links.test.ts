import { expect, test } from 'vitest';
import fc from 'fast-check';
import { splitLinks } from '../../../packages/widget/src/transcript/split-links.ts';

const links = (body: string) => splitLinks(body).flatMap(({ href }) => href ?? []);

test.each([
  ['see https://a.example/b?c=d#e now', ['https://a.example/b?c=d#e']],
  ['HTTP://A.example', ['http://a.example/']],
  ['(https://a.example/b).', ['https://a.example/b']],
  ['https://a.example/b_(c), and more', ['https://a.example/b_(c)']],
  ['https://a.example/one https://b.example/two', ['https://a.example/one', 'https://b.example/two']],
  ['“https://a.example/b”', ['https://a.example/b']],
  ['no link here', []],
  ['www.a.example', []],
  ['javascript:alert(1)', []],
  ['javascript://a.example/%0aalert(1)', []],
  ['data:text/html,<b>x</b>', []],
  ['https://', []],
  ['https://bank.example@evil.example/', []],
  ['https://user:word@evil.example/', []],
])('%s', (body, expected) => {
  expect(links(body)).toEqual(expected);
});

test('an address ends where the direction of text is turned around', () => {
  expect(links('https://a.example/\u202egnp.exe')).toEqual(['https://a.example/']);
});

test('whatever it is given, the parts together are the text, and every link is http or https', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('https://a.example/x', 'http://[::1]:8/', 'javascript:', '\u202e', ').', '@', '\n'),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const body = pieces.join('');
      const parts = splitLinks(body);
      expect(parts.map(({ text }) => text).join('')).toBe(body);
      for (const { href } of parts) if (href !== undefined) expect(href).toMatch(/^https?:\/\//);
    }),
  );
});

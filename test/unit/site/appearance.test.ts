import fc from 'fast-check';
import { expect, test } from 'vitest';
import { safeParse } from 'valibot';
import {
  appearanceSchema,
  readAppearance,
  relativeLuminance,
  textColourOn,
} from '../../../packages/gateway/src/site/appearance.ts';

const colour = fc.stringMatching(/^#[0-9a-f]{6}$/);

test('text on every accent keeps a contrast of 4.5 to 1', () => {
  fc.assert(
    fc.property(colour, (accent) => {
      const [lighter = 0, darker = 0] = [relativeLuminance(accent), relativeLuminance(textColourOn(accent))].toSorted(
        (one, other) => other - one,
      );
      expect((lighter + 0.05) / (darker + 0.05)).toBeGreaterThanOrEqual(4.5);
    }),
  );
});

test.each([
  ['#fff', '#000000'],
  ['#000000', '#ffffff'],
  ['#1d5b6a', '#ffffff'],
  ['#ffd400', '#000000'],
])('on %s the text is %s', (accent, text) => {
  expect(textColourOn(readAppearance(JSON.stringify({ accent })).accent)).toBe(text);
});

test.each([
  { accent: 'red' },
  { accent: '#12345' },
  { accent: 'url(x)' },
  { position: 'top' },
  { language: 'xx' },
  { greeting: 'x'.repeat(401) },
  { texts: { '<b>': 'x' } },
  { other: 1 },
])('%j is refused', (appearance) => {
  expect(safeParse(appearanceSchema, appearance).success).toBe(false);
});

test('what cannot be read is the product’s own look', () => {
  expect(readAppearance('{"accent":"javascript:"}')).toEqual(readAppearance('{}'));
  expect(readAppearance('')).toEqual({ accent: '#1d5b6a', position: 'right' });
});

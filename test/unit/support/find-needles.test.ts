import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createNeedleFinder } from '../../support/find-needles.ts';

// Few different bytes, so that needles overlap, repeat and begin alike.
const bytes = (minLength: number, maxLength: number) =>
  fc.array(fc.constantFrom(0, 1, 255), { minLength, maxLength }).map((values) => Buffer.from(values));

test('finds of each needle what a search for it alone finds', () => {
  fc.assert(
    fc.property(fc.array(bytes(4, 7), { maxLength: 12 }), bytes(0, 60), (wanted, hay) => {
      const needles = wanted.map((value, index) => ({ canary: String(index), form: '', bytes: value }));
      const found = createNeedleFinder(needles)(hay);
      const offsets = new Map(found.map(({ needle, offset }) => [needle, offset]));
      for (const needle of needles) expect(offsets.get(needle) ?? -1).toBe(hay.indexOf(needle.bytes));
    }),
    { seed: 20261124 },
  );
});

test('refuses a needle that chance would find', () => {
  expect(() => createNeedleFinder([{ canary: '', form: '', bytes: Buffer.from('abc') }])).toThrow(RangeError);
});

import { parse as parseWhole } from 'engine.io-client';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decode, encode, parse } from '../../../packages/build/slim-address.ts';

const host = fc.oneof(fc.domain(), fc.ipV4(), fc.constantFrom('localhost', '[::1]', '[2001:db8::7]'));
const port = fc.option(fc.integer({ min: 1024, max: 65_535 }), { nil: undefined });

describe('the slim address', () => {
  test('is read as engine.io reads it', () => {
    const origin = fc.record({ scheme: fc.constantFrom('http', 'https', 'ws', 'wss'), host, port });
    fc.assert(
      fc.property(origin, ({ scheme, host: name, port: at }) => {
        const text = `${scheme}://${name}${at === undefined ? '' : `:${at}`}`;
        const { protocol, host: read, port: readPort, query } = parseWhole(text);
        expect(parse(text)).toEqual({ protocol, host: read, port: readPort, query });
      }),
    );
  });

  test('a query comes back as it was', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.string()), (query) => {
        expect(decode(encode(query))).toEqual({ ...query });
      }),
    );
  });
});

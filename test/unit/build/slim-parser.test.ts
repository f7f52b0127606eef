import fc from 'fast-check';
import * as whole from 'socket.io-parser';
import { describe, expect, test } from 'vitest';
import { Decoder, Encoder } from '../../../packages/build/slim-parser.ts';

const namespaces = fc.constantFrom('/', '/visitor', '/agent');
const name = fc
  .string({ minLength: 1 })
  .filter((text) => !text.startsWith('connect') && !text.startsWith('disconnect'));
const packets = fc.oneof(
  fc.record({ type: fc.constant(0), nsp: namespaces, data: fc.dictionary(fc.string(), fc.jsonValue()) }),
  fc.record({ type: fc.constant(1), nsp: namespaces }),
  fc.record({ type: fc.constant(2), nsp: namespaces, data: fc.tuple(name, fc.jsonValue()) }),
  fc.record({ type: fc.constant(2), nsp: namespaces, id: fc.nat(), data: fc.tuple(name, fc.jsonValue()) }),
  fc.record({ type: fc.constant(3), nsp: namespaces, id: fc.nat(), data: fc.array(fc.jsonValue()) }),
  fc.record({ type: fc.constant(4), nsp: namespaces, data: fc.record({ message: fc.string() }) }),
);

function decodeWith(
  decoder: { on(name: 'decoded', listener: (packet: unknown) => void): unknown; add(text: string): void },
  text: string,
) {
  const decoded: unknown[] = [];
  decoder.on('decoded', (packet) => decoded.push(packet));
  decoder.add(text);
  return JSON.parse(JSON.stringify(decoded));
}

describe('the slim parser speaks as socket.io’s own does', () => {
  test('it encodes the same', () => {
    fc.assert(
      fc.property(packets, (packet) => {
        expect(new Encoder().encode(packet)).toEqual(new whole.Encoder().encode({ ...packet }));
      }),
    );
  });

  test('it decodes the same', () => {
    fc.assert(
      fc.property(packets, (packet) => {
        const [text] = new Encoder().encode(packet);
        expect(decodeWith(new Decoder(), text ?? '')).toEqual(decodeWith(new whole.Decoder(), text ?? ''));
      }),
    );
  });

  test.each(['', '9', '5["x"]', '2', '2{}', '2[1]', '3{}', '0[]', '1{}', '4[]', '2["x"', '2/visitor["x"]'])(
    'it refuses %j',
    (text) => {
      expect(() => new Decoder().add(text)).toThrow();
    },
  );

  test('it refuses binary', () => {
    expect(() => new Decoder().add(new Uint8Array(2))).toThrow('Not a packet');
  });
});

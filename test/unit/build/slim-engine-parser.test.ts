import * as whole from 'engine.io-parser';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decodePacket,
  decodePayload,
  encodePacket,
  encodePayload,
} from '../../../packages/build/slim-engine-parser.ts';

const packets = fc.record(
  {
    type: fc.constantFrom('open', 'close', 'ping', 'pong', 'message', 'upgrade', 'noop'),
    // Record separators do not occur in JSON, where control characters are escaped.
    data: fc.oneof(fc.json(), fc.string()).map((text) => text.replaceAll('\x1e', '')),
  },
  { requiredKeys: ['type'] },
);

const encoded = (packet: { type: string; data?: string }): string[] => {
  const texts: string[] = [];
  encodePacket(packet, true, (text) => texts.push(text));
  return texts;
};
const readOne = (text: string) => JSON.parse(JSON.stringify(whole.decodePacket(text)));
const readMany = (payload: string) => JSON.parse(JSON.stringify(whole.decodePayload(payload)));

describe('the slim parser of engine.io’s packets speaks as its own does', () => {
  test('one by one', () => {
    fc.assert(
      fc.property(packets, (packet) => {
        const [text = ''] = encoded(packet);
        expect(decodePacket(text)).toEqual(readOne(text));
        expect(readOne(text)).toEqual(packet.data ? packet : { type: packet.type });
      }),
    );
  });

  test('and many in a payload', () => {
    fc.assert(
      fc.property(fc.array(packets, { minLength: 1 }), (many) => {
        encodePayload(many, (payload) => {
          expect(payload).toBe(many.flatMap(encoded).join('\x1e'));
          expect(decodePayload(payload)).toEqual(readMany(payload));
        });
      }),
    );
  });

  test.each(['', '7', 'x', ' 4', '-1'])('%j is broken, and what follows it is not read', (text) => {
    expect(decodePacket(text)).toEqual({ type: 'error', data: 'parser error' });
    expect(decodePayload(`4ok\x1e${text}\x1e4late`)).toEqual(readMany(`4ok\x1e${text}\x1e4late`));
  });

  test('binary is refused in either form', () => {
    expect(decodePacket(new Uint8Array(2))).toMatchObject({ type: 'error' });
    expect(decodePacket('bAAAA')).toMatchObject({ type: 'error' });
  });
});

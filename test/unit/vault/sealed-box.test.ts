import fc from 'fast-check';
import sodium from 'libsodium-wrappers';
import { beforeAll, expect, test } from 'vitest';
import { createBoxKeys, openBox, sealBox, WeakKeyError } from '@handlr/vault';
import { systemRandom } from '../../../packages/gateway/src/system.ts';

const { bytes } = systemRandom;
const messages = fc.uint8Array({ maxLength: 900 });

/** Points of order 1, 2, 4 and 8, on the curve and its twist (https://cr.yp.to/ecdh.html, "validate"), in both spellings of their last bit. */
const weakKeys = [
  '00'.repeat(32),
  '01' + '00'.repeat(31),
  'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
  '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
  'ec' + 'ff'.repeat(30) + '7f',
  'ed' + 'ff'.repeat(30) + '7f',
  'ee' + 'ff'.repeat(30) + '7f',
].flatMap((hex) => [hex, hex.replace(/..$/, (last) => (Number.parseInt(last, 16) | 128).toString(16))]);

beforeAll(() => sodium.ready);

test('SEA1 libsodium opens what is sealed here, and the other way round', () => {
  fc.assert(
    fc.property(messages, (message) => {
      const keys = createBoxKeys(bytes);
      const ours = sealBox(message, keys.publicKey, bytes);
      expect(sodium.crypto_box_seal_open(ours, keys.publicKey, keys.secretKey)).toEqual(message);
      const theirs = sodium.crypto_box_seal(message, keys.publicKey);
      expect(openBox(theirs, keys)).toEqual(message);
      expect(ours).toHaveLength(theirs.length);
    }),
    { numRuns: 25 },
  );
});

test.each(weakKeys)('SEA2 the key %s is not sealed to', (hex) => {
  const key = Uint8Array.from(Buffer.from(hex, 'hex'));
  expect(() => sealBox(bytes(10), key, bytes)).toThrow(WeakKeyError);
  // libsodium agrees.
  expect(() => sodium.crypto_box_seal(bytes(10), key)).toThrow();
});

test('SEA2 a key of another length is not sealed to', () => {
  expect(() => sealBox(bytes(10), bytes(31), bytes)).toThrow(WeakKeyError);
  expect(() => sealBox(bytes(10), bytes(33), bytes)).toThrow(WeakKeyError);
});

test('SEA3 whatever was changed, cut or sealed to another key is not opened', () => {
  const keys = createBoxKeys(bytes);
  fc.assert(
    fc.property(messages, fc.nat(), fc.integer({ min: 1, max: 255 }), (message, where, flip) => {
      const sealed = sealBox(message, keys.publicKey, bytes);
      expect(openBox(sealed, createBoxKeys(bytes))).toBeNull();
      expect(openBox(sealed.slice(0, where % sealed.length), keys)).toBeNull();
      const changed = sealed.slice();
      changed[where % sealed.length] = (changed[where % sealed.length] ?? 0) ^ flip;
      // X25519 ignores the highest bit of a key, but the nonce is made of all of it.
      expect(openBox(changed, keys)).toBeNull();
    }),
    { numRuns: 25 },
  );
  expect(openBox(new Uint8Array(100), keys)).toBeNull();
});

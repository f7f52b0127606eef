import fc from 'fast-check';
import sodium from 'libsodium-wrappers';
import { beforeAll, expect, test } from 'vitest';
import { decodeBase64url, encodeBase64url } from '@handlr/vault';
import { type KeyContext, unwrapKey, wrapKey } from '@handlr/vault/keyring';
import { systemRandom } from '../../../packages/gateway/src/system.ts';

const bytes = (length: number) => new Uint8Array(systemRandom.bytes(length));
const context: KeyContext = { purpose: 'agent-key', owner: 'robin', epoch: 3 };
const secret = bytes(32);
const wrappingKey = bytes(32);
const wrapped = wrapKey(secret, wrappingKey, context, bytes);
const sealed = decodeBase64url(wrapped.slice(2), 104) ?? new Uint8Array();

/** As the format says, with libsodium's own hash. */
const digestOf = ({ purpose, owner, epoch }: KeyContext) =>
  sodium.crypto_generichash(32, JSON.stringify(['handlr wrapped key 1', purpose, owner, epoch]), null);

beforeAll(() => sodium.ready);

test('SEA9 libsodium unwraps what is wrapped here, and the other way round', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(), (owner, epoch) => {
      const here: KeyContext = { purpose: 'site-identity', owner, epoch };
      const key = bytes(32);
      const ours = decodeBase64url(wrapKey(secret, key, here, bytes).slice(2), 104) ?? new Uint8Array();
      const inside = sodium.crypto_secretbox_open_easy(ours.slice(24), ours.slice(0, 24), key);
      expect(Buffer.from(inside)).toEqual(Buffer.concat([digestOf(here), secret]));
      const nonce = bytes(24);
      const box = sodium.crypto_secretbox_easy(Buffer.concat([digestOf(here), secret]), nonce, key);
      const theirs = `1.${encodeBase64url(Buffer.concat([nonce, box]))}`;
      expect(unwrapKey(theirs, key, here)).toEqual({ outcome: 'opened', secret });
    }),
    { numRuns: 50 },
  );
});

test('SEA9 no two are wrapped under one nonce', () => {
  const many = Array.from({ length: 100 }, () => wrapKey(secret, wrappingKey, context, bytes).slice(2, 34));
  expect(new Set(many).size).toBe(100);
});

test.each<[what: string, elsewhere: Partial<KeyContext>]>([
  ['purpose', { purpose: 'site-identity' }],
  ['owner', { owner: 'sasha' }],
  ['epoch', { epoch: 4 }],
])('SEA10 a wrapped key that was moved to another %s is flagged and not handed out', (_what, elsewhere) => {
  expect(unwrapKey(wrapped, wrappingKey, context)).toEqual({ outcome: 'opened', secret });
  expect(unwrapKey(wrapped, wrappingKey, { ...context, ...elsewhere })).toEqual({ outcome: 'moved' });
});

test('SEA10 two contexts that are not the same are never taken for each other', () => {
  const contexts = fc.record({
    purpose: fc.constantFrom<KeyContext['purpose']>('agent-key', 'site-identity'),
    owner: fc.string({ unit: fc.constantFrom('a', '"', ',', '1', '\\', '\u0000'), maxLength: 4 }),
    epoch: fc.nat({ max: 12 }),
  });
  fc.assert(
    fc.property(contexts, contexts, (one, other) => {
      const { outcome } = unwrapKey(wrapKey(secret, wrappingKey, one, bytes), wrappingKey, other);
      const isSame = one.purpose === other.purpose && one.owner === other.owner && one.epoch === other.epoch;
      expect(outcome).toBe(isSame ? 'opened' : 'moved');
    }),
    { numRuns: 300 },
  );
});

test('SEA11 a change of any byte, or a cut at any, is unreadable', () => {
  for (const at of sealed.keys()) {
    for (const flip of [1, 128]) {
      const changed = sealed.slice();
      changed[at] = (changed[at] ?? 0) ^ flip;
      expect(unwrapKey(`1.${encodeBase64url(changed)}`, wrappingKey, context)).toEqual({ outcome: 'unreadable' });
    }
    expect(unwrapKey(`1.${encodeBase64url(sealed.slice(0, at))}`, wrappingKey, context).outcome).toBe('unreadable');
  }
  expect(unwrapKey(`1.${encodeBase64url(Buffer.concat([sealed, bytes(1)]))}`, wrappingKey, context).outcome).toBe(
    'unreadable',
  );
});

test('SEA11 another wrapping key, or whatever else was stored: unreadable, and nothing throws', () => {
  expect(unwrapKey(wrapped, bytes(32), context)).toEqual({ outcome: 'unreadable' });
  fc.assert(
    fc.property(fc.oneof(fc.anything(), fc.string()), (stored) => {
      expect(['unreadable', 'unknown-version']).toContain(unwrapKey(stored, wrappingKey, context).outcome);
    }),
    { numRuns: 1_000 },
  );
});

test('SEA12 every wrapped key is equally long, and another version is named as such', () => {
  const lengths = ['', 'robin', 'x'.repeat(5_000)].map(
    (owner) => wrapKey(secret, wrappingKey, { ...context, owner }, bytes).length,
  );
  expect(new Set(lengths)).toEqual(new Set([wrapped.length]));
  expect(unwrapKey(`2${wrapped.slice(1)}`, wrappingKey, context)).toEqual({ outcome: 'unknown-version' });
  expect(unwrapKey('12.anything', wrappingKey, context)).toEqual({ outcome: 'unknown-version' });
  expect(unwrapKey(wrapped.slice(1), wrappingKey, context)).toEqual({ outcome: 'unreadable' });
});

test.each([0, 31, 33, 64])('SEA12 keys of %i bytes are a mistake of the caller, and said so', (length) => {
  expect(() => wrapKey(bytes(length), wrappingKey, context, bytes)).toThrow(RangeError);
  expect(() => wrapKey(secret, bytes(length), context, bytes)).toThrow(RangeError);
  expect(() => unwrapKey(wrapped, bytes(length), context)).toThrow(RangeError);
});

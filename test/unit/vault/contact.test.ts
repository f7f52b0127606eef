import fc from 'fast-check';
import sodium from 'libsodium-wrappers';
import { beforeAll, expect, test } from 'vitest';
import { contactLimits } from '@handlr/protocol';
import { ContactTooLongError, createBoxKeys, decodeBase64url, openContact, sealContact } from '@handlr/vault';
import { systemRandom } from '../../../packages/gateway/src/system.ts';

const { bytes } = systemRandom;
const chat = 'c'.repeat(22);
const place = { site: 'wren-shop', epoch: 3, chat };
const keys = { epoch: 3, ...createBoxKeys(bytes) };
const card = { email: 'ada@example.com', telephone: '', marketing: false };

const longest = `${'a'.repeat(64)}@${'b'.repeat(185)}.com`;
const cards = fc.record({
  email: fc.string({ minLength: 1, maxLength: 254, unit: fc.constantFrom(...'abcz09.@+-_'.split('')) }),
  telephone: fc.string({ maxLength: 32, unit: fc.constantFrom(...'0123456789 +-()'.split('')) }),
  marketing: fc.boolean(),
});

beforeAll(() => sodium.ready);

test('SEA4 a 6- and a 254-character address are equally long when sealed', () => {
  expect(longest).toHaveLength(254);
  const sealed = ['a@b.de', longest].map((email) => sealContact({ ...card, email }, place, keys.publicKey, bytes));
  expect(sealed.map(({ length }) => length)).toEqual([contactLimits.sealedLength, contactLimits.sealedLength]);
  // The longest that anybody can leave, on the site with the longest key.
  const most = { email: longest, telephone: '+'.repeat(contactLimits.telephoneLength), marketing: true };
  const there = { site: 's'.repeat(40), epoch: Number.MAX_SAFE_INTEGER, chat };
  expect(sealContact(most, there, keys.publicKey, bytes)).toHaveLength(contactLimits.sealedLength);
});

test('SEA4 whatever is in it, it comes out as it went in, and is equally long', () => {
  fc.assert(
    fc.property(cards, (given) => {
      const sealed = sealContact(given, place, keys.publicKey, bytes);
      expect(sealed).toHaveLength(contactLimits.sealedLength);
      expect(openContact(sealed, [keys], place)).toEqual({ outcome: 'opened', card: given });
    }),
    { numRuns: 25 },
  );
});

test('SEA4 what does not fit is not sealed', () => {
  expect(() => sealContact({ ...card, email: 'ü'.repeat(400) }, place, keys.publicKey, bytes)).toThrow(
    ContactTooLongError,
  );
});

test('SEA4 libsodium finds zeros behind the contact', () => {
  const sealed = decodeBase64url(sealContact(card, place, keys.publicKey, bytes), 816);
  const plain = sodium.crypto_box_seal_open(sealed ?? new Uint8Array(), keys.publicKey, keys.secretKey);
  const length = (plain[0] ?? 0) * 256 + (plain[1] ?? 0);
  expect(plain.slice(2 + length).every((byte) => byte === 0)).toBe(true);
  expect(JSON.parse(Buffer.from(plain.slice(2, 2 + length)).toString())).toEqual({ v: 1, ...place, card });
});

test.each([
  ['chat', { chat: 'd'.repeat(22) }],
  ['site', { site: 'other-shop' }],
])('SEA5 a contact that was moved to another %s is flagged and not shown', (_what, elsewhere) => {
  const sealed = sealContact(card, place, keys.publicKey, bytes);
  expect(openContact(sealed, [keys], { ...place, ...elsewhere })).toEqual({ outcome: 'moved' });
});

test('SEA5 a contact that says another epoch than the key it was sealed to is flagged', () => {
  const sealed = sealContact({ ...card }, { ...place, epoch: 4 }, keys.publicKey, bytes);
  expect(openContact(sealed, [keys], place)).toEqual({ outcome: 'moved' });
});

test('SEA5 the right key of several is found, and without it nothing is opened', () => {
  const older = { epoch: 1, ...createBoxKeys(bytes) };
  const sealed = sealContact(card, place, keys.publicKey, bytes);
  expect(openContact(sealed, [older, keys], place)).toMatchObject({ outcome: 'opened' });
  expect(openContact(sealed, [older], place)).toEqual({ outcome: 'unreadable' });
  expect(openContact('nonsense', [keys], place)).toEqual({ outcome: 'unreadable' });
  expect(openContact(`${sealed.slice(0, -1)}!`, [keys], place)).toEqual({ outcome: 'unreadable' });
});

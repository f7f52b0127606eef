import fc from 'fast-check';
import sodium from 'libsodium-wrappers';
import { beforeAll, expect, test } from 'vitest';
import { createBoxKeys, decodeBase64url, encodeBase64url } from '@handlr/vault';
import { openShare, reshare, type Share, type SharedKey, shareWith } from '@handlr/vault/keyring';
import { systemRandom } from '../../../packages/gateway/src/system.ts';

const bytes = (length: number) => new Uint8Array(systemRandom.bytes(length));
const site = 'wren-shop';
const siteKeys = { ...createBoxKeys(bytes), epoch: 2 };
const place = { site, epoch: 2, boxKey: siteKeys.publicKey };
const [robin, sasha, words] = ['robin', 'sasha', 'recovery'].map((id) => ({ id, keys: createBoxKeys(bytes) }));
if (robin === undefined || sasha === undefined || words === undefined) throw new Error('Three readers are needed');
const readers = [robin, sasha, words].map(({ id, keys }) => ({ id, publicKey: keys.publicKey }));
const shares = sharesOf(shareWith(readers, siteKeys, site, bytes));
const ofRobin = shares[0]?.sealed ?? '';
const opened = { outcome: 'opened', keys: siteKeys };

function sharesOf(shared: SharedKey): readonly Share[] {
  if (!shared.ok) throw new Error(`Not shared: ${shared.problem}`);
  return shared.shares;
}

function bytesOf(sealed: string): Uint8Array {
  return decodeBase64url(sealed.slice(2), 112) ?? new Uint8Array();
}

/** As the format says, with libsodium's own hash. */
const insideOf = (reader: string, secretKey: Uint8Array) =>
  Buffer.concat([
    sodium.crypto_generichash(32, JSON.stringify(['handlr shared key 1', site, 2, reader]), null),
    secretKey,
  ]);

beforeAll(() => sodium.ready);

test('SEA13 libsodium opens a share, and a share that libsodium sealed is opened here', () => {
  for (const reader of [robin, sasha, words]) {
    const sealed = shares.find((share) => share.reader === reader.id)?.sealed ?? '';
    const { publicKey, secretKey } = reader.keys;
    const inside = sodium.crypto_box_seal_open(bytesOf(sealed), publicKey, secretKey);
    expect(Buffer.from(inside)).toEqual(insideOf(reader.id, siteKeys.secretKey));
    const theirs = sodium.crypto_box_seal(insideOf(reader.id, siteKeys.secretKey), publicKey);
    expect(openShare(`1.${encodeBase64url(theirs)}`, reader, place)).toEqual(opened);
  }
});

test('SEA14 each reader opens their own share, and no other', () => {
  for (const reader of [robin, sasha, words]) {
    for (const share of shares) {
      const { outcome } = openShare(share.sealed, reader, place);
      expect(outcome).toBe(share.reader === reader.id ? 'opened' : 'unreadable');
    }
  }
});

test('SEA14 a share that was moved to another site, epoch or reader is flagged', () => {
  expect(openShare(ofRobin, robin, place)).toEqual(opened);
  expect(openShare(ofRobin, robin, { ...place, site: 'other-shop' })).toEqual({ outcome: 'moved' });
  expect(openShare(ofRobin, robin, { ...place, epoch: 3 })).toEqual({ outcome: 'moved' });
  expect(openShare(ofRobin, { ...robin, id: 'sasha' }, place)).toEqual({ outcome: 'moved' });
});

test('SEA15 a key that anyone sealed, and is not that of the statement, is flagged', () => {
  const foreign = { ...createBoxKeys(bytes), epoch: 2 };
  const [planted] = sharesOf(shareWith(readers, foreign, site, bytes));
  expect(openShare(planted?.sealed, robin, place)).toEqual({ outcome: 'other-key' });
  const theirs = sodium.crypto_box_seal(insideOf('robin', new Uint8Array(32)), robin.keys.publicKey);
  expect(openShare(`1.${encodeBase64url(theirs)}`, robin, place)).toEqual({ outcome: 'other-key' });
});

test.each([
  ['all-zero', new Uint8Array(32)],
  ['of order one', Uint8Array.from({ length: 32 }, (_none, at) => (at === 0 ? 1 : 0))],
  [
    'of order eight',
    Uint8Array.from(Buffer.from('e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800', 'hex')),
  ],
  ['too short', bytes(31)],
])('SEA16 nothing is shared when a reader has a key that is %s', (_what, publicKey) => {
  const weak = { ok: false, problem: 'weak-key', reader: 'mallory' };
  expect(shareWith([...readers, { id: 'mallory', publicKey }], siteKeys, site, bytes)).toEqual(weak);
  const had = [...shares, { reader: 'mallory', epoch: 2, sealed: '' }];
  expect(reshare(had, [{ id: 'mallory', publicKey }], siteKeys, site, bytes)).toEqual(weak);
});

test('SEA17 sharing anew reaches those who stay and had a share, in new boxes', () => {
  const newcomer = { id: 'toni', publicKey: createBoxKeys(bytes).publicKey };
  const staying = [...readers.filter(({ id }) => id !== 'sasha'), newcomer];
  const again = sharesOf(reshare(shares, staying, siteKeys, site, bytes));
  expect(again.map(({ reader }) => reader)).toEqual(['robin', 'recovery']);
  expect(openShare(again[0]?.sealed, robin, place)).toEqual(opened);
  expect(again[0]?.sealed).not.toBe(ofRobin);
  const ofOther = shares.map((share) => ({ ...share, epoch: 1 }));
  expect(sharesOf(reshare(ofOther, staying, siteKeys, site, bytes))).toEqual([]);
});

test('SEA18 a change of any byte, or a cut at any, is unreadable', () => {
  const sealed = bytesOf(ofRobin);
  expect(sealed).toHaveLength(112);
  for (const at of sealed.keys()) {
    const changed = sealed.slice();
    changed[at] = (changed[at] ?? 0) ^ 128;
    expect(openShare(`1.${encodeBase64url(changed)}`, robin, place)).toEqual({ outcome: 'unreadable' });
    expect(openShare(`1.${encodeBase64url(sealed.slice(0, at))}`, robin, place).outcome).toBe('unreadable');
  }
});

test('SEA18 whatever else was stored is no share, and nothing throws; another version is named', () => {
  fc.assert(
    fc.property(fc.oneof(fc.anything(), fc.string()), (stored) => {
      expect(['unreadable', 'unknown-version']).toContain(openShare(stored, robin, place).outcome);
    }),
    { numRuns: 1_000 },
  );
  expect(openShare(`2${ofRobin.slice(1)}`, robin, place)).toEqual({ outcome: 'unknown-version' });
});

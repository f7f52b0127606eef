import fc from 'fast-check';
import sodium from 'libsodium-wrappers';
import { beforeAll, expect, test } from 'vitest';
import {
  createBoxKeys,
  createSiteIdentity,
  decodeBase64url,
  encodeBase64url,
  fingerprintOf,
  longestStatementMs,
  signKeyStatement,
  verifyKeyStatement,
} from '@handlr/vault';
import { systemRandom } from '../../../packages/gateway/src/system.ts';

const { bytes } = systemRandom;
const nowMs = 1_000_000_000_000;
const identity = createSiteIdentity(bytes);
const boxKey = createBoxKeys(bytes).publicKey;
const stated = { site: 'wren-shop', epoch: 1, boxKey, notAfter: nowMs + 1_000 };
const pinned = { site: 'wren-shop', fingerprint: fingerprintOf(identity.publicKey), nowMs };
const signed = signKeyStatement(stated, identity);
const problemOf = (given: unknown, fields = {}) => {
  const verified = verifyKeyStatement(given, { ...pinned, ...fields });
  return verified.ok ? null : verified.problem;
};

beforeAll(() => sodium.ready);

test('SEA6 what the pinned identity signed is believed, and libsodium agrees with the signature', () => {
  expect(verifyKeyStatement(signed, pinned)).toEqual({ ok: true, statement: stated });
  const message = new TextEncoder().encode(`handlr contact key 1\n${signed.statement}`);
  const signature = decodeBase64url(signed.signature, 64) ?? new Uint8Array();
  expect(sodium.crypto_sign_verify_detached(signature, message, identity.publicKey)).toBe(true);
});

test('SEA6 unsigned, signed by another, or changed afterwards: not believed', () => {
  expect(problemOf({ ...signed, signature: encodeBase64url(new Uint8Array(64)) })).toBe('signature');
  expect(problemOf({ ...signed, signature: '' })).toBe('signature');
  expect(problemOf({ statement: signed.statement, identity: signed.identity })).toBe('signature');
  const other = createSiteIdentity(bytes);
  expect(problemOf(signKeyStatement(stated, other))).toBe('identity');
  expect(problemOf({ ...signKeyStatement(stated, other), identity: signed.identity })).toBe('signature');
  fc.assert(
    fc.property(fc.nat({ max: signed.statement.length - 1 }), (at) => {
      const changed = `${signed.statement.slice(0, at)}${signed.statement[at] === '1' ? '2' : '1'}${signed.statement.slice(at + 1)}`;
      expect(problemOf({ ...signed, statement: changed })).toBe('signature');
    }),
    { numRuns: 10 },
  );
});

test('SEA6 whatever else is served is no statement, and nothing throws', () => {
  fc.assert(
    fc.property(fc.anything(), (served) => problemOf(served) !== null),
    { numRuns: 1_000 },
  );
});

test('SEA7 a statement holds for its own site and until its end', () => {
  expect(problemOf(signed, { site: 'other-shop' })).toBe('site');
  expect(problemOf(signed, { nowMs: stated.notAfter - 1 })).toBeNull();
  expect(problemOf(signed, { nowMs: stated.notAfter })).toBe('expired');
});

test('SEA7 no statement reaches further than 90 days', () => {
  const until = (notAfter: number) => problemOf(signKeyStatement({ ...stated, notAfter }, identity));
  expect(until(nowMs + longestStatementMs)).toBeNull();
  expect(until(nowMs + longestStatementMs + 1)).toBe('expired');
  expect(until(Number.MAX_SAFE_INTEGER)).toBe('expired');
});

test('SEA8 an all-zero key and one of low order are refused, though signed', () => {
  const keyed = (key: Uint8Array) => problemOf(signKeyStatement({ ...stated, boxKey: key }, identity));
  expect(keyed(new Uint8Array(32))).toBe('weak-key');
  const one = new Uint8Array(32);
  one[0] = 1;
  expect(keyed(one)).toBe('weak-key');
  expect(keyed(new Uint8Array(31))).toBe('malformed');
});

test('SEA6 a fingerprint is five groups of five, and differs with the identity', () => {
  expect(pinned.fingerprint).toMatch(/^([a-z0-9]{5}-){4}[a-z0-9]{5}$/);
  const many = Array.from({ length: 50 }, () => fingerprintOf(createSiteIdentity(bytes).publicKey));
  expect(new Set(many).size).toBe(50);
});

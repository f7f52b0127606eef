import { argon2Verify } from 'hash-wasm';
import { expect, test } from 'vitest';
import { decoyHash, hashAuthKey, verifyAuthKey } from '../../../packages/gateway/src/staff/auth-key-hash.ts';
import { createTestRandom } from '../http/create-test-http.ts';

const authKey = Buffer.alloc(32, 5).toString('base64url');
const otherKey = Buffer.alloc(32, 6).toString('base64url');

test('the hash is Argon2id in PHC form, as another implementation reads it', async () => {
  const hash = await hashAuthKey(authKey, createTestRandom());
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  expect(await argon2Verify({ password: Buffer.from(authKey, 'base64url'), hash })).toBe(true);
});

test('it is of one key only, and never twice the same', async () => {
  const random = createTestRandom();
  const hash = await hashAuthKey(authKey, random);
  expect(await verifyAuthKey(authKey, hash)).toBe(true);
  expect(await verifyAuthKey(otherKey, hash)).toBe(false);
  expect(await hashAuthKey(authKey, random)).not.toBe(hash);
});

test('no key has the decoy, nor what is not a hash', async () => {
  expect(await verifyAuthKey(authKey, decoyHash(createTestRandom()))).toBe(false);
  expect(await verifyAuthKey(authKey, '')).toBe(false);
  expect(await verifyAuthKey(authKey, '$argon2i$v=19$m=8,t=1,p=1$AAAA$AAAA')).toBe(false);
});

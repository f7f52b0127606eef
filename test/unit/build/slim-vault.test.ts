import { readFile } from 'node:fs/promises';
import nacl from 'tweetnacl/nacl.js';
import { beforeAll, expect, test } from 'vitest';
import { slimNacl } from '../../../packages/build/slim-vault.ts';
import { systemRandom } from '../../../packages/gateway/src/system.ts';

const { bytes } = systemRandom;
let slim: Pick<typeof nacl, 'box' | 'sign' | 'scalarMult'>;

beforeAll(async () => {
  const code = await readFile(new URL('../../../node_modules/tweetnacl/nacl.js', import.meta.url), 'utf8');
  const address = `data:text/javascript,${encodeURIComponent(slimNacl(code))}`;
  ({ default: slim } = await import(/* @vite-ignore */ address));
});

test('what pages are sent of tweetnacl does as the whole of it does', () => {
  for (const length of [0, 1, 63, 64, 65, 768]) {
    const message = bytes(length);
    const nonce = bytes(24);
    const mine = nacl.box.keyPair();
    const other = nacl.box.keyPair();
    expect(slim.box(message, nonce, other.publicKey, mine.secretKey)).toEqual(
      nacl.box(message, nonce, other.publicKey, mine.secretKey),
    );
    expect(slim.box.keyPair.fromSecretKey(mine.secretKey)).toEqual(mine);
    expect(slim.scalarMult(mine.secretKey, other.publicKey)).toEqual(nacl.scalarMult(mine.secretKey, other.publicKey));
    const signer = nacl.sign.keyPair();
    const signature = nacl.sign.detached(message, signer.secretKey);
    expect(slim.sign.detached.verify(message, signature, signer.publicKey)).toBe(true);
    for (const wrong of [bytes(64), new Uint8Array(64)]) {
      expect(slim.sign.detached.verify(message, wrong, signer.publicKey)).toBe(false);
    }
    expect(slim.sign.detached.verify(bytes(10), signature, signer.publicKey)).toBe(false);
  }
});

test('a library that changed is noticed', () => {
  expect(() => slimNacl('module.exports = {}')).toThrow('has changed');
});

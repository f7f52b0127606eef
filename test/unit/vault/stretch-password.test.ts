import { argon2Sync } from 'node:crypto';
import type { StretchParameters } from '@handlr/protocol';
import { stretchFloor, stretchPassword, StretchRefusedError } from '@handlr/vault';
import { describe, expect, test } from 'vitest';

const parameters: StretchParameters = { ...stretchFloor, salt: 'AAECAwQFBgcICQoLDA0ODw' };

/** Node's own Argon2, which shares no code with the one under test. */
function reference(password: string, { salt, memoryKib, passes, parallelism }: StretchParameters): Buffer {
  return argon2Sync('argon2id', {
    message: password.normalize('NFKC'),
    nonce: Buffer.from(salt, 'base64url'),
    memory: memoryKib,
    passes,
    parallelism,
    tagLength: 64,
  });
}

describe('stretching a password', () => {
  test('gives the two halves of Argon2id, as Node computes it', async () => {
    const { authKey, wrappingKey } = await stretchPassword('correct horse battery', parameters);
    const expected = reference('correct horse battery', parameters);
    expect(Buffer.from(authKey)).toEqual(expected.subarray(0, 32));
    expect(Buffer.from(wrappingKey)).toEqual(expected.subarray(32));
  });

  test('follows stronger parameters too', async () => {
    const stronger = { ...parameters, passes: 4, parallelism: 2 };
    const { authKey } = await stretchPassword('correct horse battery', stronger);
    expect(Buffer.from(authKey)).toEqual(reference('correct horse battery', stronger).subarray(0, 32));
  });

  test('takes what two keyboards write differently as the same password', async () => {
    const composed = await stretchPassword('Zo\u00eb likes caf\u00e9 \uff21', parameters);
    const decomposed = await stretchPassword('Zoe\u0308 likes cafe\u0301 A', parameters);
    expect(decomposed).toEqual(composed);
  });

  test('gives other halves for another salt or password', async () => {
    const one = await stretchPassword('correct horse battery', parameters);
    const salted = await stretchPassword('correct horse battery', { ...parameters, salt: 'BBECAwQFBgcICQoLDA0ODw' });
    const other = await stretchPassword('correct horse batterz', parameters);
    const halves = [one, salted, other].flatMap(({ authKey, wrappingKey }) => [authKey, wrappingKey]);
    expect(new Set(halves.map((half) => Buffer.from(half).toString('hex'))).size).toBe(6);
  });
});

describe('parameters that a gateway should not ask for', () => {
  test.each([
    ['less memory', { memoryKib: stretchFloor.memoryKib - 1 }],
    ['fewer passes', { passes: 2 }],
    ['no lanes', { parallelism: 0 }],
    ['memory that would hang the browser', { memoryKib: 4 * 1024 * 1024 }],
    ['passes that would hang the browser', { passes: 1_000 }],
    ['more lanes than a browser has', { parallelism: 64 }],
    ['a fraction of a pass', { passes: 3.5 }],
    ['no number', { memoryKib: Number.NaN }],
    ['endless memory', { memoryKib: Number.POSITIVE_INFINITY }],
    ['a short salt', { salt: 'AAECAwQFBgcICQoLDA0' }],
    ['an empty salt', { salt: '' }],
  ])('are refused before any work: %s', async (_name, change) => {
    await expect(stretchPassword('correct horse battery', { ...parameters, ...change })).rejects.toThrow(
      StretchRefusedError,
    );
  });

  test.each(['algorithm', 'memoryKib', 'passes', 'parallelism'])('are refused when %s is missing', async (name) => {
    const incomplete: StretchParameters = JSON.parse(JSON.stringify({ ...parameters, [name]: undefined }));
    await expect(stretchPassword('correct horse battery', incomplete)).rejects.toThrow(StretchRefusedError);
  });

  test('are refused for another algorithm', async () => {
    const other: StretchParameters = JSON.parse(JSON.stringify({ ...parameters, algorithm: 'argon2i' }));
    await expect(stretchPassword('correct horse battery', other)).rejects.toThrow(StretchRefusedError);
  });
});

import fc from 'fast-check';
import sodium from 'libsodium-wrappers';
import { beforeAll, expect, test } from 'vitest';
import { createRecoverySecret, findWrongWord, readWords, recoveryKeysOf, wordsOf } from '@handlr/vault/keyring';
import { createTestRandom } from '../../support/random.ts';
import { systemRandom } from '../../../packages/gateway/src/system.ts';

const bytes = (length: number) => new Uint8Array(systemRandom.bytes(length));
const secrets = fc.uint8Array({ minLength: 32, maxLength: 32 });
const secret = createRecoverySecret(bytes);
const words = wordsOf(secret);

/** Trezor's vectors for BIP-39 (`vectors.json`), those of 256 bits. */
const vectors = [
  ['00'.repeat(32), `${'abandon '.repeat(23)}art`],
  [
    '7f'.repeat(32),
    `${'legal winner thank year wave sausage worth useful '.repeat(2)}legal winner thank year wave sausage worth title`,
  ],
  [
    '80'.repeat(32),
    `${'letter advice cage absurd amount doctor acoustic avoid '.repeat(2)}letter advice cage absurd amount doctor acoustic bless`,
  ],
  ['ff'.repeat(32), `${'zoo '.repeat(23)}vote`],
  [
    '68a79eaca2324873eacc50cb9c6eca8cc68ea5d936f98787c60c7ebc74e6ce7c',
    'hamster diagram private dutch cause delay private meat slide toddler razor book happy fancy gospel tennis maple dilemma loan word shrug inflict delay length',
  ],
] as const;

beforeAll(() => sodium.ready);

test.each(vectors)('SEA19 %s has the words of BIP-39', (hex, text) => {
  const known = Uint8Array.from(Buffer.from(hex, 'hex'));
  expect(wordsOf(known).join(' ')).toBe(text);
  expect(readWords(text)).toEqual({ ok: true, secret: known });
});

test('SEA19 any 32 bytes are 24 words, and those are the same bytes again', () => {
  fc.assert(
    fc.property(secrets, (any) => {
      const shown = wordsOf(any);
      expect(shown).toHaveLength(24);
      expect(readWords(shown.join(' '))).toEqual({ ok: true, secret: any });
    }),
  );
  expect(createRecoverySecret(bytes)).not.toEqual(secret);
});

test('SEA20 the keys are keyed BLAKE2b of their labels, as libsodium computes it', () => {
  const { boxKeys, wrappingKey } = recoveryKeysOf(secret);
  const derived = (label: string) => sodium.crypto_generichash(32, label, secret);
  expect(wrappingKey).toEqual(derived('handlr recovery wrapping key 1'));
  expect(boxKeys.secretKey).toEqual(derived('handlr recovery box key 1'));
  expect(boxKeys.publicKey).toEqual(sodium.crypto_scalarmult_base(boxKeys.secretKey));
});

test('SEA20 no key is the other, nor the secret, nor that of other words', () => {
  const all = [secret, createRecoverySecret(bytes)].flatMap((one) => {
    const { boxKeys, wrappingKey } = recoveryKeysOf(one);
    return [one, boxKeys.secretKey, boxKeys.publicKey, wrappingKey];
  });
  expect(new Set(all.map((key) => Buffer.from(key).toString('hex'))).size).toBe(8);
});

test.each<[how: string, written: string]>([
  ['in capitals', words.join(' ').toUpperCase()],
  ['with spaces and line breaks around', `\n\t ${words.join(' \r\n  ')}\u00a0`],
  ['numbered with dots', words.map((word, at) => `${at + 1}. ${word}`).join('\n')],
  ['numbered close by', words.map((word, at) => `${at + 1}.${word}`).join(' ')],
  ['numbered without a dot', words.map((word, at) => `${at + 1}${word}`).join(' ')],
  ['numbered in brackets', words.map((word, at) => `(${at + 1}) ${word}`).join(', ')],
  ['with commas and hyphens', `${words.slice(0, 12).join(',')} - ${words.slice(12).join('; ')}.`],
  ['in wide letters', words.join(' ').replaceAll(/[a-z]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0))],
])('SEA21 words are read %s', (_how, written) => {
  expect(readWords(written)).toEqual({ ok: true, secret });
});

test('SEA22 a word that is none is told with its place, as printed', () => {
  for (const place of [1, 7, 24]) {
    const numbered = words.with(place - 1, 'Handlr').map((word, at) => `${at + 1}. ${word}`);
    const problem = { ok: false, problem: 'unknown-word', place, word: 'handlr' };
    expect(readWords(numbered.join(' '))).toEqual(problem);
  }
});

test('SEA22 another number of words is told, though their checksum may hold', () => {
  expect(readWords('')).toEqual({ ok: false, problem: 'count', count: 0 });
  expect(readWords(words.slice(0, 23).join(' '))).toEqual({ ok: false, problem: 'count', count: 23 });
  expect(readWords([...words, 'zoo'].join(' '))).toEqual({ ok: false, problem: 'count', count: 25 });
  expect(readWords(`${'abandon '.repeat(11)}about`)).toEqual({ ok: false, problem: 'count', count: 12 });
});

test('SEA22 a checksum that does not hold is told', () => {
  expect(readWords('abandon '.repeat(24))).toEqual({ ok: false, problem: 'checksum' });
  const swapped = vectors[4][1].replace('hamster diagram', 'diagram hamster');
  expect(readWords(swapped)).toEqual({ ok: false, problem: 'checksum' });
});

test('SEA22 whatever is typed, nothing throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (typed) => !readWords(typed).ok),
    { numRuns: 1_000 },
  );
});

test('SEA23 the one wrong word is found by the recovery key of the site', { timeout: 120_000 }, () => {
  const fixed = createTestRandom(5).bytes(32);
  const { publicKey } = recoveryKeysOf(fixed).boxKeys;
  const printed = wordsOf(fixed);
  for (const at of [0, 4]) {
    expect(findWrongWord(printed.with(at, 'zebra').join(' '), publicKey)).toBe(at + 1);
  }
  const two = printed.with(0, 'zebra').with(1, 'zebra').join(' ');
  expect(findWrongWord(two, publicKey)).toBeNull();
});

import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBoxKeys, createSiteIdentity, longestStatementMs, openContact, sealContact } from '@handlr/vault';
import { readWords, recoveryKeysOf, unwrapKey, type UnlockedReader, wrapKey, wordsOf } from '@handlr/vault/keyring';
import { systemRandom } from '../../../packages/gateway/src/system.ts';
import { loadMutant, rulesBrokenBy, type Slip } from '../../support/load-mutant.ts';
import { core, invariants, keptOpens, meansOf, ok, readerOf, type KeyringCore } from './keyring-invariants.ts';

const bytes = (length: number) => new Uint8Array(systemRandom.bytes(length));
const sources = join(import.meta.dirname, '../../../packages/vault/src/keyring');

test.each(Object.entries(invariants))('%s', { timeout: 60_000 }, (_name, holds) => holds(core));

test('SEA25 SEA26 two agents, one removed, one recovered from words: who opens what, before and after', () => {
  const identity = createSiteIdentity(bytes);
  const means = meansOf(identity);
  const secret = bytes(32);
  const printed = wordsOf(secret);
  const recovery = { id: 'recovery', keys: recoveryKeysOf(secret).boxKeys };
  const seed = identity.secretKey.slice(0, 32);
  const context = { purpose: 'site-identity', owner: 'wren-shop', epoch: 1 } as const;
  const wrappedIdentity = wrapKey(seed, recoveryKeysOf(secret).wrappingKey, context, bytes);
  const robin = { id: 'robin', keys: createBoxKeys(bytes) };
  const sasha = { id: 'sasha', keys: createBoxKeys(bytes) };
  const first = ok(core.createKeyring('wren-shop', [robin, sasha, recovery].map(readerOf), means)).keyring;
  const place = { site: 'wren-shop', chat: 'chat-1' };
  const card = { email: 'wren@example.com', telephone: '', marketing: false };
  const contacts = [sealContact(card, { ...place, epoch: 1 }, first.epochs[0]?.boxKey ?? bytes(0), bytes)];

  // Robin's browser is lost. On a clean one there is what was printed, and what the gateway keeps.
  const read = readWords(printed.map((word, at) => `${at + 1}. ${word.toUpperCase()}`).join('\n'));
  if (!read.ok) throw new Error(read.problem);
  const typed = recoveryKeysOf(read.secret);
  const unwrapped = unwrapKey(wrappedIdentity, typed.wrappingKey, context);
  if (unwrapped.outcome !== 'opened') throw new Error(unwrapped.outcome);
  const recovered = meansOf(createSiteIdentity(() => unwrapped.secret));
  const robinAnew = { id: 'robin-anew', keys: createBoxKeys(bytes) };
  const clean = { id: 'recovery', keys: typed.boxKeys };
  const joined = ok(core.addReader(first, readerOf(robinAnew), clean, { randomBytes: bytes })).keyring;
  const lost = ok(core.removeReader(joined, 'robin', robinAnew, recovered)).keyring;
  const last = ok(core.removeReader(lost, 'sasha', robinAnew, recovered)).keyring;
  for (const { epoch, boxKey } of last.epochs.slice(1))
    contacts.push(sealContact(card, { ...place, epoch }, boxKey, bytes));

  const all: readonly (readonly [string, UnlockedReader])[] = [
    ['robin, lost browser', robin],
    ['robin, recovered', robinAnew],
    ['sasha, removed', sasha],
    ['recovery words', clean],
  ];
  const opens = (reader: UnlockedReader, keyring: typeof first) => {
    const { opened } = core.openEpochs(keyring, reader);
    return contacts.map((sealed) => openContact(sealed, opened, place).outcome === 'opened');
  };
  const table = all.map(([who, reader]) => ({
    who,
    before: shown(opens(reader, first)),
    'lost one out': shown(opens(reader, lost)),
    'sasha out': shown(opens(reader, last)),
    'with copies kept': shown(keptOpens(core, [first, joined, lost, last], reader).map((at) => at)),
  }));
  console.log('Which epochs (1 2 3) each opens the contacts of, from the keyring at that time');
  console.table(table);
  expect(table.map((row) => Object.values(row).slice(1))).toEqual([
    ['1--', '---', '---', '1--'],
    ['---', '12-', '123', '123'],
    ['1--', '12-', '---', '12-'],
    ['1--', '12-', '123', '123'],
  ]);
});

/** One slip of the pen, or more, for each rule of the folder. */
const mutants: readonly (readonly [rule: string, file: string, from: string, to: string])[] = [
  ['SEA24', 'keyring.ts', '(epochs.at(-1)?.epoch ?? 0) + 1', '(epochs.at(-1)?.epoch ?? 1)'],
  ['SEA24', 'keyring.ts', 'createBoxKeys(randomBytes)', 'createBoxKeys((length) => new Uint8Array(length).fill(7))'],
  ['SEA25', 'keyring.ts', 'readers: readers.filter(({ id }) => id !== record.reader)', 'readers'],
  ['SEA25', 'keyring.ts', 'shares: shares.filter(({ reader }) => reader !== record.reader)', 'shares'],
  ['SEA25', 'keyring.ts', 'return newEpoch(change(keyring, [...without', 'return (change(keyring, [...without'],
  ['SEA26', 'keyring.ts', 'shareWith(readers, keys, site', 'shareWith(readers.slice(1), keys, site'],
  ['SEA26', 'keyring.ts', '...without.records, ...again]', '...without.records]'],
  ['SEA27', 'shared-key.ts', 'had.has(id)', 'true'],
  ['SEA27', 'keyring.ts', 'epoch >= from)', 'epoch >= 1)'],
  ['SEA28', 'keyring.ts', 'if (!verified.ok) return', 'if (false) return'],
  ['SEA28', 'keyring.ts', 'if (readers.length === 0) return', 'if (false) return'],
  ['SEA28', 'keyring.ts', 'if (!isStrongKey(reader.publicKey)) return', 'if (false) return'],
  ['SEA28', 'keyring.ts', 'if (isTwice) return', 'if (false) return'],
  ['SEA28', 'shared-key.ts', 'if (weak !== undefined) return', 'if (false) return'],
  ['SEA29', 'keyring.ts', 'records: [...records, ...added.records]', 'records: added.records'],
  ['SEA10', 'wrapped-key.ts', '[purpose, owner, epoch]', '[purpose, owner]'],
  ['SEA10', 'wrapped-key.ts', '[purpose, owner, epoch]', '[owner, epoch]'],
  ['SEA10', 'wrapped-key.ts', '[purpose, owner, epoch]', '[purpose, epoch]'],
  [
    'SEA11',
    'wrapped-key.ts',
    "if (inside === null) return { outcome: 'unreadable' };",
    'if (inside === null) throw new Error();',
  ],
  ['SEA14', 'shared-key.ts', '[site, epoch, reader]', '[epoch, reader]'],
  ['SEA14', 'shared-key.ts', '[site, epoch, reader]', '[site, reader]'],
  ['SEA14', 'shared-key.ts', '[site, epoch, reader]', '[site, epoch]'],
  ['SEA15', 'shared-key.ts', 'if (!nacl.verify(publicKey, boxKey)) return', 'if (false) return'],
  ['SEA20', 'recovery-key.ts', "'handlr recovery box key 1'", "'handlr recovery wrapping key 1'"],
  ['SEA21', 'recovery-key.ts', '.toLowerCase()', ''],
  ['SEA22', 'recovery-key.ts', 'place: at + 1', 'place: at'],
  ['SEA22', 'recovery-key.ts', 'if (words.length !== recoveryWords) return', 'if (false) return'],
];

test('SEA24 without a slip no invariant is broken', { timeout: 60_000 }, async () => {
  expect(rulesBrokenBy(invariants, await loadMutant<KeyringCore>(sources))).toEqual([]);
});

test.each(mutants)('%s is broken by a slip in %s: %s', { timeout: 60_000 }, async (rule, file, from, to) => {
  const slip: Slip = { file, from, to };
  const own = Object.fromEntries(Object.entries(invariants).filter(([name]) => name.startsWith(rule)));
  expect(rulesBrokenBy(own, await loadMutant<KeyringCore>(sources, slip))).toEqual([rule]);
});

test('SEA24 SEA25 SEA26 SEA27 SEA28 SEA29 and those of the other files have a mutant each', () => {
  const named = Object.keys(invariants).map((name) => name.split(' ')[0]);
  expect(new Set(mutants.map(([rule]) => rule))).toEqual(new Set(named));
});

test('SEA24 90 days is the longest, to the millisecond', () => {
  fc.assert(
    fc.property(fc.integer({ min: -5, max: 5 }), (offMs) => {
      const identity = createSiteIdentity(bytes);
      const means = meansOf(identity);
      const reader = { id: 'robin', publicKey: createBoxKeys(bytes).publicKey };
      const made = core.createKeyring('s', [reader], { ...means, notAfter: means.nowMs + longestStatementMs + offMs });
      expect(made.ok).toBe(offMs <= 0);
    }),
    { numRuns: 5 },
  );
});

function shown(opens: readonly boolean[]): string {
  return Array.from({ length: 3 }, (_none, at) => (opens[at] === true ? String(at + 1) : '-')).join('');
}

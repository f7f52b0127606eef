import fc from 'fast-check';
import {
  createBoxKeys,
  createSiteIdentity,
  fingerprintOf,
  type SiteIdentityKeys,
  verifyKeyStatement,
} from '@handlr/vault';
import * as core from '@handlr/vault/keyring';
import type { EpochMeans, Keyring, KeyringChange, KeyringRecord, UnlockedReader } from '@handlr/vault/keyring';
import { expect } from 'vitest';
import { systemRandom } from '../../../packages/gateway/src/system.ts';

export { core };
export type KeyringCore = typeof core;

const bytes = (length: number) => new Uint8Array(systemRandom.bytes(length));
const nowMs = 1_000_000_000_000;
const site = 'wren-shop';
const identity = createSiteIdentity(bytes);
const means = meansOf(identity);
/** Made once: keys cost more than all else here. */
const people: readonly UnlockedReader[] = ['recovery', 'robin', 'sasha', 'toni'].map((id) => ({
  id,
  keys: createBoxKeys(bytes),
}));
const weakKey = new Uint8Array(32);

export function meansOf(signer: SiteIdentityKeys): EpochMeans {
  return { identity: signer, nowMs, notAfter: nowMs + 1_000, randomBytes: bytes };
}

export function readerOf({ id, keys }: UnlockedReader): core.Reader {
  return { id, publicKey: keys.publicKey };
}

/** @throws Error when it was refused */
export function ok(change: KeyringChange): Extract<KeyringChange, { ok: true }> {
  if (!change.ok) throw new Error(`Refused: ${change.problem}`);
  return change;
}

/** Epoch by epoch of the last keyring, whether this reader opens it with any share that they could ever copy from any keyring. */
export function keptOpens({ openShare }: KeyringCore, keyrings: readonly Keyring[], reader: UnlockedReader): boolean[] {
  const copies = keyrings.flatMap(({ shares }) => shares);
  return (keyrings.at(-1)?.epochs ?? []).map(({ epoch, boxKey }) =>
    copies.some(({ sealed }) => openShare(sealed, reader, { site, epoch, boxKey }).outcome === 'opened'),
  );
}

type Step = { readonly kind: 'add' | 'remove' | 'rotate'; readonly who: number; readonly from: number };
type Told = {
  readonly keyrings: readonly Keyring[];
  readonly records: readonly KeyringRecord[];
  /** What happened, as the rules see it: after each keyring, who should open which epochs. */
  readonly expected: readonly ReadonlyMap<string, readonly number[]>[];
};

const steps = fc.array(
  fc.record<Step>({
    kind: fc.constantFrom('add', 'remove', 'rotate'),
    who: fc.integer({ min: 1, max: 3 }),
    from: fc.integer({ min: 1, max: 3 }),
  }),
  { maxLength: 5 },
);

/** The recovery key stays and acts; the others come and go. What should hold is counted here apart from the core. */
function tell(mutant: KeyringCore, story: readonly Step[]): Told {
  const [recovery, robin] = people;
  if (recovery === undefined || robin === undefined) throw new Error('Nobody is there');
  const first = ok(mutant.createKeyring(site, [recovery, robin].map(readerOf), means));
  const keyrings = [first.keyring];
  const records = [...first.records];
  let expected = new Map<string, readonly number[]>([
    ['recovery', [1]],
    ['robin', [1]],
  ]);
  const history = [expected];
  let newest = 1;
  for (const { kind, who, from } of story) {
    const before = keyrings.at(-1);
    const person = people[who];
    if (
      before === undefined ||
      person === undefined ||
      (kind !== 'rotate' && (kind === 'add') === expected.has(person.id))
    )
      continue;
    const changed = {
      add: () => mutant.addReader(before, readerOf(person), recovery, { from, randomBytes: bytes }),
      remove: () => mutant.removeReader(before, person.id, recovery, means),
      rotate: () => mutant.rotate(before, means),
    }[kind]();
    const { keyring, records: more } = ok(changed);
    keyrings.push(keyring);
    records.push(...more);
    expected = new Map(expected);
    if (kind === 'add')
      expected.set(
        person.id,
        (expected.get('recovery') ?? []).filter((epoch) => epoch >= from),
      );
    if (kind === 'remove') expected.delete(person.id);
    if (kind !== 'add') {
      newest += 1;
      for (const [id, epochs] of expected) expected.set(id, [...epochs, newest]);
    }
    history.push(expected);
  }
  return { keyrings, records, expected: history };
}

function always(mutant: KeyringCore, holds: (told: Told) => void, numRuns = 3): void {
  // The story that tells most, and others.
  const fixed: Step[] = [
    { kind: 'rotate', who: 1, from: 1 },
    { kind: 'add', who: 2, from: 2 },
    { kind: 'remove', who: 1, from: 1 },
  ];
  fc.assert(
    fc.property(steps, (story) => holds(tell(mutant, story))),
    { numRuns, seed: 5, examples: [[fixed]] },
  );
}

function opensOf(mutant: KeyringCore, keyring: Keyring, person: UnlockedReader): number[] {
  return mutant.openEpochs(keyring, person).opened.map(({ epoch }) => epoch);
}

const secret = bytes(32);
const wrappingKey = bytes(32);
const context: core.KeyContext = { purpose: 'agent-key', owner: 'robin', epoch: 1 };

/** Each throws where the core breaks it. */
export const invariants: Readonly<Record<string, (mutant: KeyringCore) => void>> = {
  'SEA10 a wrapped key holds nowhere else': (mutant) => {
    const wrapped = mutant.wrapKey(secret, wrappingKey, context, bytes);
    for (const elsewhere of [{ purpose: 'site-identity' as const }, { owner: 'sasha' }, { epoch: 2 }]) {
      expect(mutant.unwrapKey(wrapped, wrappingKey, { ...context, ...elsewhere }).outcome).toBe('moved');
    }
  },
  'SEA11 another wrapping key unwraps nothing, and nothing throws': (mutant) => {
    const wrapped = mutant.wrapKey(secret, wrappingKey, context, bytes);
    expect(mutant.unwrapKey(wrapped, bytes(32), context).outcome).toBe('unreadable');
  },
  'SEA14 a share holds nowhere else': (mutant) => {
    const [reader] = people;
    const { shares, epochs } = ok(mutant.createKeyring(site, people.map(readerOf), means)).keyring;
    if (reader === undefined) throw new Error('Nobody is there');
    const place = { site, epoch: 1, boxKey: epochs[0]?.boxKey ?? weakKey };
    const sealed = shares.find((share) => share.reader === reader.id)?.sealed;
    expect(mutant.openShare(sealed, reader, { ...place, site: 'other' }).outcome).toBe('moved');
    expect(mutant.openShare(sealed, reader, { ...place, epoch: 2 }).outcome).toBe('moved');
    expect(mutant.openShare(sealed, { ...reader, id: 'other' }, place).outcome).toBe('moved');
  },
  'SEA15 a planted key is not handed out': (mutant) => {
    const { keyring } = ok(mutant.createKeyring(site, people.map(readerOf), means));
    const planted = mutant.shareWith(people.map(readerOf), { ...createBoxKeys(bytes), epoch: 1 }, site, bytes);
    const shares = planted.ok ? planted.shares : [];
    for (const person of people) expect(opensOf(mutant, { ...keyring, shares }, person)).toEqual([]);
  },
  'SEA20 box key and wrapping key differ': (mutant) => {
    const { boxKeys, wrappingKey: wrapping } = mutant.recoveryKeysOf(secret);
    expect(boxKeys.secretKey).not.toEqual(wrapping);
  },
  'SEA21 words in capitals are read': (mutant) => {
    expect(mutant.readWords(mutant.wordsOf(secret).join(' ').toUpperCase()).ok).toBe(true);
  },
  'SEA22 an unknown word has its place, and 12 words are not 24': (mutant) => {
    const read = mutant.readWords(mutant.wordsOf(secret).with(4, 'handlr').join(' '));
    expect(read).toEqual({ ok: false, problem: 'unknown-word', place: 5, word: 'handlr' });
    expect(mutant.readWords(`${'abandon '.repeat(11)}about`)).toEqual({ ok: false, problem: 'count', count: 12 });
  },
  'SEA24 each epoch is a new key, one higher, in a statement that is believed': (mutant) => {
    always(mutant, ({ keyrings, records }) => {
      const epochs = keyrings.at(-1)?.epochs ?? [];
      expect(epochs.map(({ epoch }) => epoch)).toEqual(epochs.map((_epoch, at) => at + 1));
      expect(new Set(epochs.map(({ boxKey }) => fingerprintOf(boxKey))).size).toBe(epochs.length);
      const pinned = { site, fingerprint: fingerprintOf(identity.publicKey), nowMs };
      const stated = records.flatMap((record) => (record.kind === 'epoch' ? [record] : []));
      expect(stated.map(({ statement }) => verifyKeyStatement(statement, pinned))).toEqual(
        epochs.map((epoch) => ({ ok: true, statement: { site, ...epoch } })),
      );
    });
  },
  'SEA25 whoever was removed opens nothing of the keyring, and no later epoch with what they kept': (mutant) => {
    always(mutant, ({ keyrings, expected }) => {
      for (const person of people) {
        for (const [at, keyring] of keyrings.entries()) {
          if (expected[at]?.has(person.id) === true) continue;
          expect(keyring.readers.some(({ id }) => id === person.id)).toBe(false);
          expect(keyring.shares.some(({ reader }) => reader === person.id)).toBe(false);
          expect(opensOf(mutant, keyring, person)).toEqual([]);
          const wasIn = expected.slice(0, at).some((readers) => readers.has(person.id));
          if (wasIn) expect(keptOpens(mutant, keyrings.slice(0, at + 1), person).at(-1)).toBe(false);
        }
      }
    });
  },
  'SEA26 those who stay open what they opened, and the new epoch; in new boxes': (mutant) => {
    always(mutant, ({ keyrings, expected }) => {
      for (const [at, keyring] of keyrings.entries()) {
        for (const person of people) {
          const should = expected[at]?.get(person.id) ?? [];
          expect(opensOf(mutant, keyring, person)).toEqual(expect.arrayContaining([...should]));
        }
        const before = keyrings[at - 1];
        const isRemoval = before !== undefined && keyring.readers.length < before.readers.length;
        const boxes = new Set(before?.shares.map(({ sealed }) => sealed));
        if (isRemoval) expect(keyring.shares.some(({ sealed }) => boxes.has(sealed))).toBe(false);
      }
    });
  },
  'SEA27 nobody opens, or has, an epoch that they were not given': (mutant) => {
    always(mutant, ({ keyrings, expected }) => {
      for (const [at, keyring] of keyrings.entries()) {
        for (const { reader, epochs } of mutant.whoHas(keyring)) {
          const should = expected[at]?.get(reader) ?? [];
          expect(epochs.filter((epoch) => !should.includes(epoch))).toEqual([]);
        }
      }
    });
  },
  'SEA28 what would not hold is refused, and changes nothing': (mutant) => {
    const [recovery, robin] = people;
    if (recovery === undefined || robin === undefined) throw new Error('Nobody is there');
    const { keyring } = ok(mutant.createKeyring(site, [readerOf(recovery)], means));
    const before = structuredClone(keyring);
    const weak = { id: 'weak', publicKey: weakKey };
    const problemOf = (change: KeyringChange) => (change.ok ? null : change.problem);
    const other = meansOf(createSiteIdentity(bytes));
    const late = { ...means, notAfter: nowMs + 91 * 24 * 60 * 60 * 1000 };
    const free = { randomBytes: bytes, from: 99 };
    expect(problemOf(mutant.createKeyring(site, [], means))).toBe('no-readers');
    expect(problemOf(mutant.createKeyring(site, [weak], means))).toBe('weak-key');
    expect(problemOf(mutant.createKeyring(site, [robin, robin].map(readerOf), means))).toBe('reader-exists');
    expect(problemOf(mutant.rotate(keyring, other))).toBe('identity');
    expect(problemOf(mutant.rotate(keyring, late))).toBe('expired');
    expect(problemOf(mutant.rotate(keyring, { ...means, notAfter: nowMs }))).toBe('expired');
    expect(problemOf(mutant.addReader(keyring, weak, recovery, free))).toBe('weak-key');
    expect(problemOf(mutant.addReader(keyring, readerOf(recovery), recovery, free))).toBe('reader-exists');
    expect(problemOf(mutant.removeReader(keyring, 'nobody', recovery, means))).toBe('unknown-reader');
    expect(problemOf(mutant.removeReader(keyring, 'recovery', recovery, means))).toBe('no-readers');
    expect(keyring).toEqual(before);
  },
  'SEA29 the records, stored in their order, are the keyring': (mutant) => {
    always(mutant, ({ keyrings, records }) => {
      const empty: Keyring = { site, identity: identity.publicKey, readers: [], epochs: [], shares: [] };
      expect(records.reduce(core.applyRecord, empty)).toEqual(keyrings.at(-1));
    });
  },
};

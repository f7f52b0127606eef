import type { RandomBytes } from '../bytes.ts';
import type { EpochKeys } from '../contact.ts';
import { fingerprintOf } from '../fingerprint.ts';
import {
  type SignedKeyStatement,
  signKeyStatement,
  type SiteIdentityKeys,
  type StatementProblem,
  verifyKeyStatement,
} from '../key-statement.ts';
import { createBoxKeys, isStrongKey } from '../sealed-box.ts';
import { openShare, type Reader, reshare, type Share, shareWith, type UnlockedReader } from './shared-key.ts';

/*
 * A site's box keys by epoch, and who may read which. Pure: a keyring in, the next keyring and the records to store out. It holds no
 * secret; those come with who acts. What somebody opened or copied before they were removed stays open to them.
 *
 * SEA24  Each epoch is a new key, numbered one higher, in a statement that the site's identity signed and that ends within 90 days.
 * SEA25  Whoever was removed has no share in the keyring any more, and opens no later epoch with anything that they kept.
 * SEA26  Those who stay open all that they opened before, and the new epoch.
 * SEA27  Nobody comes by an older epoch when keys are rotated or another is removed, only by being added.
 * SEA28  What is refused changes nothing: no readers, a reader twice, an unknown one, a weak key, a statement nobody would believe.
 * SEA29  The records, stored in their order, are the keyring.
 */

export type KeyringEpoch = { readonly epoch: number; readonly boxKey: Uint8Array; readonly notAfter: number };

export type Keyring = {
  readonly site: string;
  /** The public key whose fingerprint the snippet pins. */
  readonly identity: Uint8Array;
  readonly readers: readonly Reader[];
  /** Ascending; the last is the one that is sealed to. */
  readonly epochs: readonly KeyringEpoch[];
  readonly shares: readonly Share[];
};

/** What is stored. A share takes the place of the one that its reader had of its epoch; with a reader their shares go. */
export type KeyringRecord =
  | { readonly kind: 'reader'; readonly reader: Reader }
  | { readonly kind: 'reader-removed'; readonly reader: string }
  | { readonly kind: 'epoch'; readonly epoch: KeyringEpoch; readonly statement: SignedKeyStatement }
  | { readonly kind: 'share'; readonly share: Share };

export type KeyringProblem = 'no-readers' | 'reader-exists' | 'unknown-reader' | 'weak-key' | StatementProblem;

export type KeyringChange =
  | {
      readonly ok: true;
      readonly keyring: Keyring;
      readonly records: readonly KeyringRecord[];
      /** Epochs that whoever acted could not open: of those, shares stay as they were. */
      readonly unopened: readonly number[];
    }
  | { readonly ok: false; readonly problem: KeyringProblem };

/** What a new epoch takes. `notAfter` in milliseconds since 1970, at most 90 days from `nowMs`. */
export type EpochMeans = {
  readonly identity: SiteIdentityKeys;
  readonly nowMs: number;
  readonly notAfter: number;
  readonly randomBytes: RandomBytes;
};

export function createKeyring(site: string, readers: readonly Reader[], means: EpochMeans): KeyringChange {
  const isTwice = readers.some((reader, at) => readers.slice(0, at).some((other) => isSame(reader, other)));
  if (isTwice) return { ok: false, problem: 'reader-exists' };
  const identity = means.identity.publicKey;
  const records = readers.map((reader): KeyringRecord => ({ kind: 'reader', reader }));
  return newEpoch(change({ site, identity, readers: [], epochs: [], shares: [] }, records), means);
}

/** A new epoch for the same readers. */
export function rotate(keyring: Keyring, means: EpochMeans): KeyringChange {
  return newEpoch(change(keyring, []), means);
}

/**
 * Without this reader: a new epoch, and the older ones in new boxes for those who stay and had them.
 * @param by who acts, at their own keys
 */
export function removeReader(keyring: Keyring, id: string, by: UnlockedReader, means: EpochMeans): KeyringChange {
  if (!keyring.readers.some((reader) => reader.id === id)) return { ok: false, problem: 'unknown-reader' };
  const { opened, unopened } = openEpochs(keyring, by);
  const without = change(keyring, [{ kind: 'reader-removed', reader: id }]);
  const { readers, shares, site } = without.keyring;
  const again = shareEach(opened, (keys) => reshare(shares, readers, keys, site, means.randomBytes));
  if (again === null) return { ok: false, problem: 'weak-key' };
  return newEpoch(change(keyring, [...without.records, ...again], unopened), means);
}

/**
 * One reader more, with every epoch that whoever acts can open.
 * @param by who acts, at their own keys
 * @param from the first epoch that the new reader may read
 */
export function addReader(
  keyring: Keyring,
  reader: Reader,
  by: UnlockedReader,
  { from = 1, randomBytes }: { readonly from?: number; readonly randomBytes: RandomBytes },
): KeyringChange {
  if (keyring.readers.some((other) => isSame(reader, other))) return { ok: false, problem: 'reader-exists' };
  if (!isStrongKey(reader.publicKey)) return { ok: false, problem: 'weak-key' };
  const { opened, unopened } = openEpochs(keyring, by);
  const shown = opened.filter(({ epoch }) => epoch >= from);
  const shares = shareEach(shown, (keys) => shareWith([reader], keys, keyring.site, randomBytes));
  if (shares === null) return { ok: false, problem: 'weak-key' };
  const hidden = unopened.filter((epoch) => epoch >= from);
  return change(keyring, [{ kind: 'reader', reader }, ...shares], hidden);
}

/** The secret keys of the epochs that this reader's shares open, and the numbers of those that they do not. */
export function openEpochs(
  { site, epochs, shares }: Keyring,
  reader: UnlockedReader,
): { readonly opened: readonly EpochKeys[]; readonly unopened: readonly number[] } {
  const opened = epochs.flatMap(({ epoch, boxKey }) => {
    const share = shares.find((other) => other.reader === reader.id && other.epoch === epoch);
    const found = openShare(share?.sealed, reader, { site, epoch, boxKey });
    return found.outcome === 'opened' ? [found.keys] : [];
  });
  const known = new Set(opened.map(({ epoch }) => epoch));
  return { opened, unopened: epochs.map(({ epoch }) => epoch).filter((epoch) => !known.has(epoch)) };
}

/** Who has a share of which epochs. Whether it opens, only its reader can tell. */
export function whoHas({ readers, shares }: Keyring): { readonly reader: string; readonly epochs: number[] }[] {
  return readers.map(({ id }) => {
    const own = shares.filter(({ reader }) => reader === id).map(({ epoch }) => epoch);
    return { reader: id, epochs: own.sort((one, other) => one - other) };
  });
}

/** The keyring once this is stored. */
export function applyRecord(keyring: Keyring, record: KeyringRecord): Keyring {
  const { readers, epochs, shares } = keyring;
  switch (record.kind) {
    case 'reader':
      return { ...keyring, readers: [...readers, record.reader] };
    case 'reader-removed':
      return {
        ...keyring,
        readers: readers.filter(({ id }) => id !== record.reader),
        shares: shares.filter(({ reader }) => reader !== record.reader),
      };
    case 'epoch':
      return { ...keyring, epochs: [...epochs, record.epoch] };
    case 'share': {
      const { share } = record;
      const others = shares.filter(({ reader, epoch }) => reader !== share.reader || epoch !== share.epoch);
      return { ...keyring, shares: [...others, share] };
    }
  }
}

type Changed = Extract<KeyringChange, { readonly ok: true }>;

function change(keyring: Keyring, records: readonly KeyringRecord[], unopened: readonly number[] = []): Changed {
  return { ok: true, keyring: records.reduce(applyRecord, keyring), records, unopened };
}

function newEpoch({ keyring, records, unopened }: Changed, means: EpochMeans): KeyringChange {
  const { site, readers, epochs } = keyring;
  const { identity, nowMs, notAfter, randomBytes } = means;
  if (readers.length === 0) return { ok: false, problem: 'no-readers' };
  const keys = { ...createBoxKeys(randomBytes), epoch: (epochs.at(-1)?.epoch ?? 0) + 1 };
  const epoch = { epoch: keys.epoch, boxKey: keys.publicKey, notAfter };
  const statement = signKeyStatement({ site, ...epoch }, identity);
  // As a visitor's browser will: what it would not believe is not made.
  const verified = verifyKeyStatement(statement, { site, fingerprint: fingerprintOf(keyring.identity), nowMs });
  if (!verified.ok) return { ok: false, problem: verified.problem };
  const shares = shareEach([keys], () => shareWith(readers, keys, site, randomBytes));
  if (shares === null) return { ok: false, problem: 'weak-key' };
  const added = change(keyring, [{ kind: 'epoch', epoch, statement }, ...shares]);
  return { ...added, records: [...records, ...added.records], unopened };
}

/** Null where one of the readers has a key that protects nothing. */
function shareEach(
  epochs: readonly EpochKeys[],
  share: (keys: EpochKeys) => ReturnType<typeof shareWith>,
): KeyringRecord[] | null {
  const shared = epochs.map(share);
  if (shared.some(({ ok }) => !ok)) return null;
  return shared.flatMap((made) => (made.ok ? made.shares : [])).map((one) => ({ kind: 'share', share: one }));
}

function isSame(one: Reader, other: Reader): boolean {
  return one.id === other.id || fingerprintOf(one.publicKey) === fingerprintOf(other.publicKey);
}

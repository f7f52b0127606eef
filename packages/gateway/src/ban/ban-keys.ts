import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { banEpoch, type Clock, type KeyName, type Random } from '@handlr/core';
import type { NetworkSecret, NetworkTag } from '../locate/index.ts';
import { keyBytes, type KeyFile, openKeyFolder } from './key-folder.ts';

/*
 * The keys of networks' bans: for each epoch one secret, with which `locate` names a network, and one key for each site that
 * bans one, with which the site's ban names it. Both are random. Nothing is on the disk until somebody is banned.
 *
 * BAN20 What a ban stores of a network is HMAC-SHA-256 under the key of its site and epoch, 128 bits; without it nobody can
 *       make the tag of an address, nor try addresses against one.
 * BAN21 Keys are files of their own, mode 600, in a folder of mode 700 beside the other keys: in no database and no backup of it.
 * BAN22 A destroyed key is gone from the disk and from memory; tags of its site and epoch can be made no more.
 * BAN23 A gateway that starts again knows the keys that its bans need.
 */

const tagBytes = 16;

export interface BanKeys {
  /** What tags of networks are made with: of the current epoch, and of those in which a ban in force was made. */
  secrets(): readonly NetworkSecret[];
  /** The name that a ban of this site has for the network in that epoch; null when the key is not there (any more). */
  subjectOf(siteId: string, tag: NetworkTag): string | null;
  /** Makes the keys of a ban that is to come, on the disk before it answers. False when its epoch is too long ago. */
  keep(key: KeyName): Promise<boolean>;
  kept(): readonly KeyName[];
  destroy(key: KeyName): Promise<void>;
}

type Deps = { readonly keyFolder: string; readonly clock: Clock; readonly random: Random };

/** @throws when the key folder cannot be used. */
export async function createBanKeys({ keyFolder, clock, random }: Deps): Promise<BanKeys> {
  const folder = await openKeyFolder(keyFolder);
  const secrets = new Map<number, KeyObject>();
  const siteKeys = new Map<string, KeyName & { readonly key: KeyObject }>();
  for (const { siteId, epoch, bytes } of await folder.read()) {
    const key = createSecretKey(bytes);
    if (siteId === null) secrets.set(epoch, key);
    else siteKeys.set(nameOf({ siteId, epoch }), { siteId, epoch, key });
  }

  function secretOf(epoch: number): KeyObject {
    const known = secrets.get(epoch);
    if (known !== undefined) return known;
    const made = createSecretKey(random.bytes(keyBytes));
    secrets.set(epoch, made);
    return made;
  }

  /** Connections of the epoch before may still be there. */
  function forgetOldSecrets(current: number): void {
    const needed = new Set([...siteKeys.values()].map(({ epoch }) => epoch));
    for (const epoch of secrets.keys()) if (epoch < current - 1 && !needed.has(epoch)) secrets.delete(epoch);
  }

  return {
    secrets() {
      const current = banEpoch(clock.nowMs());
      if (!secrets.has(current)) forgetOldSecrets(current);
      secretOf(current);
      return [...secrets].map(([epoch, key]) => ({ epoch, key }));
    },

    subjectOf(siteId, { epoch, tag }) {
      const known = siteKeys.get(nameOf({ siteId, epoch }));
      if (known === undefined) return null;
      return createHmac('sha256', known.key)
        .update(tag, 'base64url')
        .digest()
        .subarray(0, tagBytes)
        .toString('base64url');
    },

    async keep({ siteId, epoch }) {
      const secret = secrets.get(epoch);
      if (secret === undefined) return false;
      await folder.write({ siteId: null, epoch, bytes: secret.export() });
      const name = nameOf({ siteId, epoch });
      const key = siteKeys.get(name)?.key ?? createSecretKey(random.bytes(keyBytes));
      siteKeys.set(name, { siteId, epoch, key });
      await folder.write({ siteId, epoch, bytes: key.export() });
      return true;
    },

    kept: () => [...siteKeys.values()].map(({ siteId, epoch }) => ({ siteId, epoch })),

    async destroy({ siteId, epoch }) {
      siteKeys.delete(nameOf({ siteId, epoch }));
      await folder.remove({ siteId, epoch });
      const isNeeded = [...siteKeys.values()].some((key) => key.epoch === epoch);
      if (isNeeded) return;
      await folder.remove({ siteId: null, epoch });
      // Of the current epoch connections hold tags by which they can still be banned.
      if (epoch !== banEpoch(clock.nowMs())) secrets.delete(epoch);
    },
  };
}

function nameOf({ siteId, epoch }: Pick<KeyFile, 'epoch'> & { readonly siteId: string }): string {
  return `${epoch}/${siteId}`;
}

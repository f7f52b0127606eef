import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { banEpochMs } from '@handlr/core';
import { describe, expect, test } from 'vitest';
import { dayMs, elsewhere, here, otherSite, siteId, useBanGateway } from './ban-gateway.ts';

const { gateway, store, clock, folder, restart, come, guest, ban, keyFiles } = useBanGateway();

describe('keys', () => {
  test('BAN21 there are none before somebody is banned; then files of their own, for nobody else to read', async () => {
    const { chatId } = await guest(here);
    expect(await keyFiles()).toEqual([]);
    await ban(chatId, 'network');
    expect(await keyFiles()).toHaveLength(2);
    expect((await stat(join(folder(), 'keys/bans'))).mode & 0o777).toBe(0o700);
    for (const name of await keyFiles()) {
      const { mode, size } = await stat(join(folder(), 'keys/bans', name));
      expect([mode & 0o777, size]).toEqual([0o600, 32]);
    }
  });

  test('BAN23 BAN6 a ban of 90 days holds through four epochs and restarts, by the key of the epoch in which it was made', async () => {
    const { chatId } = await guest(here);
    const { endsAt } = await ban(chatId, 'network', 90 * dayMs);
    const files = await keyFiles();
    for (let epochs = 0; epochs < 2; epochs += 1) {
      clock().advance(banEpochMs);
      await gateway().services.bans.sweep();
      await restart();
      expect((await come(here)).refused).toEqual({ code: 'closed', until: endsAt });
      expect((await come(elsewhere)).refused).toBeNull();
      expect(await keyFiles()).toEqual(files);
    }
    // Another one of a later epoch, with keys of its own.
    await ban((await guest(elsewhere)).chatId, 'network');
    expect(await keyFiles()).toHaveLength(4);
    clock().advance(endsAt - clock().nowMs());
    expect((await come(here)).refused).toBeNull();
  });

  test('BAN22 BAN8 with the last ban of an epoch its keys are destroyed, and its tags can be made no more', async () => {
    const { chatId, principal } = await guest(here);
    const tag = principal.networkTags[0] ?? { epoch: 0, tag: '' };
    const [first, second] = [await ban(chatId, 'network', dayMs), await ban(chatId, 'network', 2 * dayMs)];
    const before = gateway().keys.subjectOf(siteId, tag);
    expect(before).toMatch(/^[\w-]{22}$/);
    expect((await store().listBans(siteId, 2)).map(({ subject }) => subject)).toEqual([before, before]);
    clock().advance(first.endsAt - clock().nowMs());
    await gateway().services.bans.sweep();
    expect(gateway().keys.subjectOf(siteId, tag)).toBe(before);
    clock().advance(second.endsAt - clock().nowMs());
    await gateway().services.bans.sweep();
    expect(await keyFiles()).toEqual([]);
    expect(gateway().keys.subjectOf(siteId, tag)).toBeNull();
    await restart();
    expect(gateway().keys.kept()).toEqual([]);
    expect(gateway().keys.subjectOf(siteId, tag)).toBeNull();
    // The same network is another name from now on.
    const anew = await guest(here);
    await ban(anew.chatId, 'network');
    expect((await store().listBans(siteId, 3)).map(({ subject }) => subject)).not.toContain(before);
  });

  test('BAN22 BAN15 lifting the last ban destroys its key as well', async () => {
    const made = await ban((await guest(here)).chatId, 'network');
    await gateway().agent('ban:lift', { siteId, banId: made.banId });
    expect(await keyFiles()).toEqual([]);
  });

  test('BAN20 the same network has another name on each site and in each epoch', async () => {
    const names = new Set<string>();
    const tags = [];
    for (const site of [siteId, otherSite]) {
      const { networkTags } = gateway().locate({ remoteAddress: here, forwardedFor: undefined });
      const tag = networkTags.at(-1) ?? { epoch: 0, tag: '' };
      await gateway().keys.keep({ siteId: site, epoch: tag.epoch });
      names.add(gateway().keys.subjectOf(site, tag) ?? '');
      tags.push(tag.tag);
    }
    clock().advance(banEpochMs);
    const later = gateway().locate({ remoteAddress: here, forwardedFor: undefined }).networkTags.at(-1);
    await gateway().keys.keep({ siteId, epoch: later?.epoch ?? 0 });
    names.add(gateway().keys.subjectOf(siteId, later ?? { epoch: 0, tag: '' }) ?? '');
    expect([names.size, new Set([...tags, later?.tag]).size]).toEqual([3, 2]);
  });

  test('BAN21 a half-written key of a gateway that was killed is thrown away, not used', async () => {
    await restart();
    await writeFile(join(folder(), `keys/bans/685.${siteId}.key`), 'short');
    await restart();
    expect([gateway().keys.kept(), await keyFiles()]).toEqual([[], []]);
  });
});

import { createCapability } from '@handlr/core';
import { admit, gatewayRegister, operatorConsent } from '@handlr/privacy';
import type { BanScope, Refusal } from '@handlr/protocol';
import { describe, expect, test } from 'vitest';
import { rememberedMs } from '../../../packages/gateway/src/ban/presences.ts';
import { hashSecret } from '../../../packages/gateway/src/secret.ts';
import { banOf } from '../../support/ban-answers.ts';
import { createTestAgent, createTestVisitor } from '../../support/services.ts';
import { page, statement } from '../consent/gateway.ts';
import { dayMs, elsewhere, here, otherSite, siteId, useBanGateway } from './ban-gateway.ts';

const { gateway, store, clock, random, restart, come, guest, ban, list } = useBanGateway();
type Guest = Awaited<ReturnType<typeof guest>>;

describe('turned away', () => {
  test('BAN10 whoever comes from a banned network, with a new chat or the old one, after a restart too; nobody else', async () => {
    const { chatId, capability } = await guest(here);
    const { endsAt } = await ban(chatId, 'network');
    expect(await come(here)).toEqual({ refused: { code: 'closed', until: endsAt } });
    expect((await come(here, capability)).refused).not.toBeNull();
    expect((await come(elsewhere)).refused).toBeNull();
    expect((await come(here, undefined, otherSite)).refused).toBeNull();
    await restart();
    expect((await come(here)).refused).toEqual({ code: 'closed', until: endsAt });
    expect((await come(elsewhere)).refused).toBeNull();
  });

  test('BAN11 whoever holds a banned chat, whichever way they come, and another chat of theirs not', async () => {
    const { chatId, capability } = await guest(here);
    const { endsAt } = await ban(chatId, 'chat');
    const again = await guest(elsewhere, capability);
    expect(again.opened).toEqual({ ok: false, error: { code: 'closed', until: endsAt } });
    expect(again.ended).toEqual([{ code: 'closed', until: endsAt }]);
    expect(await again.ask('chat:resume', { capability, position: null })).toMatchObject({ error: { code: 'closed' } });
    expect(await guest(here)).toMatchObject({ opened: { ok: true }, ended: [] });
  });

  test('BAN11 a banned visitor, by their token and by the chats that are known to be theirs; without consent there is none', async () => {
    const first = await guest(here);
    const visitorToken = createCapability(random);
    const refused: unknown = await gateway().agent('ban:add', {
      siteId,
      chatId: first.chatId,
      scope: 'visitor',
      reason: 'abuse',
      note: '',
    });
    expect(refused).toEqual({ ok: false, error: { code: 'withheld' } });
    const granted = statement(1, { history: 'granted' });
    await first.ask('consent:state', { chatId: first.chatId, visitorToken, statement: granted });
    await rememberVisit(first, visitorToken);
    const { endsAt } = await ban(first.chatId, 'visitor');
    expect(first.ended).toEqual([{ code: 'closed', until: endsAt }]);
    const resumed = await guest(elsewhere, first.capability);
    expect(resumed.opened).toMatchObject({ error: { code: 'closed' } });
    const visitorId = hashSecret(visitorToken);
    expect(await gateway().services.bans.ofVisitor({ siteId, visitorId })).toMatchObject({ endsAt });
    expect(await gateway().services.bans.ofVisitor({ siteId: otherSite, visitorId })).toBeNull();
  });

  test('BAN12 what they are told says until when, and neither why, by whom nor which ban', async () => {
    const { chatId } = await guest(here);
    const { endsAt } = await ban(chatId, 'network');
    expect(Object.entries((await come(here)).refused ?? {})).toEqual([
      ['code', 'closed'],
      ['until', endsAt],
    ]);
    expect(endsAt % 60_000).toBe(0);
  });

  test('BAN13 each time is counted with its time, also while the ban list is not looked at', async () => {
    const { chatId, capability } = await guest(here);
    await ban(chatId, 'network');
    const chatBan = await ban((await guest(elsewhere)).chatId, 'chat');
    await come(here);
    clock().advance(5_000);
    await come(here, capability);
    const [network] = (await list()).filter(({ scope }) => scope === 'network');
    expect(network).toMatchObject({ attempts: 2, lastAttemptAt: clock().nowMs() });
    expect((await list()).find(({ banId }) => banId === chatBan.banId)).toMatchObject({
      attempts: 0,
      lastAttemptAt: null,
    });
    expect(JSON.stringify(await list())).not.toContain(capability);
  });

  test('BAN14 the connections that a ban means end at once, and no other', async () => {
    const [one, sameNetwork, other, sameOnOtherSite] = [
      await guest(here),
      await guest(here),
      await guest(elsewhere),
      await guest(here, undefined, otherSite),
    ];
    const { endsAt } = await ban(one.chatId, 'chat');
    expect([one, sameNetwork, other].map(({ ended }) => ended.length)).toEqual([1, 0, 0]);
    await ban(sameNetwork.chatId, 'network');
    expect(sameNetwork.ended).toHaveLength(1);
    expect(one.ended[0]).toEqual({ code: 'closed', until: endsAt });
    expect([other, sameOnOtherSite].map(({ ended }) => ended.length)).toEqual([0, 0]);
  });

  test('BAN14 a connection that was being let in while the ban was made ends as well', async () => {
    const first = await guest(here);
    const { networkTags } = first.principal;
    await ban(first.chatId, 'network');
    const { principal } = createTestVisitor(gateway().services, siteId, { networkTags });
    const ended: Refusal[] = [];
    gateway().services.bans.welcome(principal, (refusal) => void ended.push(refusal));
    await expect.poll(() => ended.length).toBe(1);
  });
});

describe('the end', () => {
  test.each<BanScope>(['chat', 'network'])('BAN1 BAN2 a ban of a %s lifts by itself, to the second', async (scope) => {
    const { chatId, capability } = await guest(here);
    const { createdAt, endsAt } = await ban(chatId, scope);
    const byDefault = scope === 'network' ? dayMs : 30 * dayMs;
    expect(endsAt - createdAt).toBeGreaterThanOrEqual(byDefault);
    expect(endsAt - createdAt).toBeLessThan(byDefault + 60_000);
    const isTurnedAway = async (): Promise<boolean> => {
      const came = await come(here, capability);
      return came.refused !== null || JSON.stringify(came.opened).includes('closed');
    };
    clock().advance(endsAt - clock().nowMs() - 1_000);
    expect(await isTurnedAway()).toBe(true);
    await restart();
    clock().advance(999);
    expect(await isTurnedAway()).toBe(true);
    clock().advance(1);
    expect(await isTurnedAway()).toBe(false);
  });

  test('BAN3 an extension moves the end, at most to 90 days from then, and comes too late for one that is over', async () => {
    const made = await ban((await guest(here)).chatId, 'network', 60_000);
    const key = { siteId, banId: made.banId };
    expect(await gateway().agent('ban:extend', { ...key, forMs: 60_000 })).toMatchObject({
      value: { endsAt: made.endsAt },
    });
    const extended = banOf(await gateway().agent('ban:extend', { ...key, forMs: 90 * dayMs }));
    expect(extended.endsAt).toBeGreaterThan(clock().nowMs() + 89 * dayMs);
    expect(await gateway().agent('ban:extend', { ...key, forMs: 90 * dayMs + 1 })).toEqual({
      ok: false,
      error: { code: 'invalid' },
    });
    clock().advance(90 * dayMs);
    expect(await gateway().agent('ban:extend', { ...key, forMs: dayMs })).toEqual({
      ok: false,
      error: { code: 'ended' },
    });
  });

  test('BAN1 a lifted ban holds nobody up, and lifting it twice is not an error', async () => {
    const made = await ban((await guest(here)).chatId, 'network');
    const key = { siteId, banId: made.banId };
    expect((await come(here)).refused).not.toBeNull();
    expect(await gateway().agent('ban:lift', key)).toMatchObject({ value: { liftedAt: clock().nowMs() } });
    expect((await come(here)).refused).toBeNull();
    const liftedAt = clock().nowMs();
    clock().advance(1_000);
    expect(await gateway().agent('ban:lift', key)).toMatchObject({ value: { liftedAt } });
  });

  test('BAN15 of a ban that is over nobody remembers whom it meant, and after 30 days nothing at all', async () => {
    const subjects = async () => (await store().listBans(siteId, 10)).map(({ subject }) => subject);
    await ban((await guest(here)).chatId, 'network');
    expect((await subjects())[0]).toMatch(/^[\w-]{22}$/);
    clock().advance(dayMs + 60_000);
    await gateway().services.bans.sweep();
    expect(await subjects()).toEqual(['']);
    clock().advance(31 * dayMs);
    await gateway().services.bans.sweep();
    expect(await subjects()).toEqual([]);
  });
});

describe('staff', () => {
  test('BAN30 of a site that is not theirs they find nothing, by whichever request', async () => {
    const made = await ban((await guest(here)).chatId, 'network');
    const membership = { siteId: otherSite, role: 'owner' } as const;
    const stranger = createTestAgent(gateway().services, [membership]);
    const notFound = { ok: false, error: { code: 'not-found' } };
    expect(await stranger('ban:list', { siteId })).toEqual(notFound);
    expect(await stranger('ban:lift', { siteId, banId: made.banId })).toEqual(notFound);
    expect(await stranger('ban:extend', { siteId, banId: made.banId, forMs: 60_000 })).toEqual(notFound);
    expect(await stranger('ban:list', { siteId: otherSite })).toMatchObject({ ok: true, value: { bans: [] } });
    // A ban is found on its own site alone.
    expect(await stranger('ban:lift', { siteId: otherSite, banId: made.banId })).toEqual(notFound);
    expect((await come(here)).refused).not.toBeNull();
  });

  test('BAN31 what can be banned is what is known: the network for half an hour after they left', async () => {
    const [one] = [await guest(here), await guest(here), await guest(elsewhere)];
    const choices = () => gateway().agent('ban:prepare', { siteId, chatId: one.chatId });
    expect(await choices()).toEqual({ ok: true, value: { visitor: false, network: true, othersOnNetwork: 1 } });
    one.leave();
    clock().advance(rememberedMs - 1);
    expect(await choices()).toMatchObject({ value: { network: true } });
    await ban(one.chatId, 'network');
    expect((await come(here)).refused).not.toBeNull();
    clock().advance(2);
    expect(await choices()).toMatchObject({ value: { network: false, othersOnNetwork: 0 } });
    const late: unknown = await gateway().agent('ban:add', {
      siteId,
      chatId: one.chatId,
      scope: 'network',
      reason: 'spam',
      note: '',
    });
    expect(late).toEqual({ ok: false, error: { code: 'conflict' } });
  });

  test('BAN32 the ban is stored and the connection has ended when the agent hears of it; the author is named, the note is theirs', async () => {
    const one = await guest(here);
    const made = await ban(one.chatId, 'chat');
    expect(one.ended).toHaveLength(1);
    expect(made).toMatchObject({ reason: 'abuse', note: 'Threw a teapot', attempts: 0, liftedAt: null });
    expect(await list()).toEqual([made]);
    expect(JSON.stringify(one.ended)).not.toContain('teapot');
  });
});

test('BAN15 FOR6 an erasure leaves the ban, and says that there is one', async () => {
  const one = await guest(here);
  await ban(one.chatId, 'network');
  const erased: unknown = await one.ask('chat:erase', { chatId: one.chatId });
  expect(erased).toMatchObject({ value: { erased: { 'gateway/chats': 1 }, kept: { 'gateway/bans': 1 } } });
  expect((await come(here)).refused).not.toBeNull();
  const other = await guest(elsewhere);
  const nothingKept: unknown = await other.ask('chat:erase', { chatId: other.chatId });
  expect(nothingKept).not.toHaveProperty('value.kept');
});

/** As a visit is reported; not through the behaviour that does so, which these tests are not about. */
async function rememberVisit({ principal, chatId }: Guest, visitorToken: string): Promise<void> {
  const visitorId = hashSecret(visitorToken);
  const context = { consent: { ...operatorConsent, history: true }, nowMs: clock().nowMs(), siteName: 'Shop' };
  const key = { siteId, visitorId };
  const { visitors, visitorPages, visitorChats } = gatewayRegister;
  const visits = {
    visits: 1,
    firstVisitAt: 1,
    lastVisitAt: 1,
    visitBeganAt: 1,
    visitBegan: 'first',
    sessionNumber: 1,
  } as const;
  const looked = { viewId: 'v'.repeat(22), at: 1, pageUrl: page.url, pageTitle: page.title, seconds: 0 };
  await store().reportVisit({
    statementNumber: 1,
    visitor: admit(visitors, { ...key, ...visits }, context),
    page: admit(visitorPages, { ...key, ...looked }, context),
    chat: admit(visitorChats, { ...key, chatId }, context),
    origin: null,
    before: null,
    session: null,
    idleMs: 1_800_000,
  });
  principal.visitors.add(visitorId);
}

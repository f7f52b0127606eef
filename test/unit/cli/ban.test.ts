import { createId } from '@handlr/core';
import { admit, type BanRow, gatewayRegister, operatorConsent } from '@handlr/privacy';
import { beforeEach, describe, expect, test } from 'vitest';
import { systemClock as clock, systemRandom as random } from '../../../packages/gateway/src/system.ts';
import { shop, useHandlr } from './run-handlr.ts';

const { handlr, readStore } = useHandlr();
const hourMs = 3_600_000;
const subject = 's'.repeat(22);
let siteId: string;

async function addBan(fields: Partial<BanRow> = {}): Promise<string> {
  const nowMs = clock.nowMs();
  const banId = createId(random);
  const ban: BanRow = {
    siteId,
    banId,
    scope: 'network',
    subject,
    epoch: 1,
    reason: 'spam',
    note: 'Only for staff',
    agentId: createId(random),
    createdAt: nowMs,
    endsAt: nowMs + hourMs,
    liftedAt: null,
    attempts: 3,
    lastAttemptAt: nowMs,
    ...fields,
  };
  await readStore((store) => store.addBan(admit(gatewayRegister.bans, ban, { consent: operatorConsent, nowMs })));
  return banId;
}

beforeEach(async () => {
  await handlr('site', 'add', ...shop);
  siteId = (await readStore((store) => store.findSite('wren-shop')))?.siteId ?? '';
});

describe('handlr ban', () => {
  test('lists those in force, without whom they mean', async () => {
    expect((await handlr('ban', 'list', 'wren-shop')).note).toBe('Nobody is banned.');
    const banId = await addBan();
    await addBan({ endsAt: clock.nowMs() - 1 });
    await addBan({ liftedAt: clock.nowMs() });
    const { code, line } = await handlr('ban', 'list', 'wren-shop');
    expect(code).toBe(0);
    expect(line).toMatch(
      new RegExp(`^${banId}  network  spam  until \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d  came 3 times since$`),
    );
    expect(line).not.toContain(subject);
  });

  test('lifts one, once', async () => {
    const banId = await addBan();
    expect(await handlr('ban', 'lift', 'wren-shop', banId)).toMatchObject({ code: 0, line: 'Lifted.' });
    expect((await readStore((store) => store.findBan({ siteId, banId })))?.liftedAt).not.toBeNull();
    expect((await handlr('ban', 'lift', 'wren-shop', banId)).line).toBe('It was over already.');
  });

  test.each<[string, string[], RegExp]>([
    ['no site', ['list'], /Write: npx handlr ban list <site>/],
    ['a site that is not there', ['list', 'nowhere'], /no site "nowhere"/],
    ['no ban', ['lift', 'wren-shop'], /Write: npx handlr ban lift/],
    ['a ban that is not there', ['lift', 'wren-shop', 'x'], /no such ban.*ban list wren-shop/],
  ])('says what to write for %s', async (_what, args, says) => {
    const { code, note } = await handlr('ban', ...args);
    expect([code, says.test(note)]).toEqual([1, true]);
  });
});

import { admit, gatewayRegister, operatorConsent } from '@handlr/privacy';
import { contactLimits } from '@handlr/protocol';
import { createBoxKeys, sealContact } from '@handlr/vault';
import { expect, test } from 'vitest';
import { systemRandom } from '../../../packages/gateway/src/system.ts';
import { siteId, useGateway } from '../consent/gateway.ts';

const { store, clock, device, agent, published } = useGateway();
const boxKey = createBoxKeys(systemRandom.bytes).publicKey;
const card = { email: 'ada@example.org', telephone: '', marketing: false };
const sealedFor = (chat: string) => sealContact(card, { site: 'shop', epoch: 1, chat }, boxKey, systemRandom.bytes);

test('EML1 only a sealed box of the one length is taken', async () => {
  const { ask, chatId } = await device();
  const right = sealedFor(chatId);
  for (const sealed of [
    'ada@example.org',
    '',
    right.slice(1),
    `${right}A`,
    `${right.slice(1)}@`,
    `${right.slice(1)}\n`,
  ]) {
    expect(await ask('contact:set', { chatId, sealed })).toEqual({ ok: false, error: { code: 'invalid' } });
  }
  expect(await ask('contact:set', { chatId, sealed: right, email: 'ada@example.org' })).toMatchObject({ ok: false });
  expect(await store().findContact({ siteId, chatId })).toBeNull();
  expect(await ask('contact:set', { chatId, sealed: right })).toEqual({ ok: true, value: null });
});

test('EML1 the gate itself lets nothing through that is not sealed', () => {
  const row = { siteId, chatId: 'c'.repeat(22), leftAt: 1 };
  const context = { consent: operatorConsent, nowMs: 1 };
  for (const sealed of [
    'ada@example.org',
    'A'.repeat(contactLimits.sealedLength - 1),
    '@'.repeat(contactLimits.sealedLength),
  ]) {
    expect(() => admit(gatewayRegister.sealedContacts, { ...row, sealed }, context)).toThrow('Only what was sealed');
  }
});

test('EML2 a chat has one contact, and the later takes the place of the earlier', async () => {
  const { ask, chatId } = await device();
  const [first, second] = [sealedFor(chatId), sealedFor(chatId)];
  await ask('contact:set', { chatId, sealed: first });
  clock().advance(1_000);
  await ask('contact:set', { chatId, sealed: second });
  expect(await store().findContact({ siteId, chatId })).toEqual({
    siteId,
    chatId,
    sealed: second,
    leftAt: clock().nowMs(),
  });
});

test('EML3 another’s chat does not exist, to leave, to look at or to remove', async () => {
  const [mine, other] = [await device(), await device()];
  await mine.ask('contact:set', { chatId: mine.chatId, sealed: sealedFor(mine.chatId) });
  const { chatId } = mine;
  for (const [name, payload] of [
    ['contact:set', { chatId, sealed: sealedFor(chatId) }],
    ['contact:look', { chatId }],
    ['contact:remove', { chatId }],
  ] as const) {
    expect(await other.ask(name, payload)).toEqual({ ok: false, error: { code: 'not-found' } });
  }
  expect(await store().findContact({ siteId, chatId })).not.toBeNull();
});

test('EML4 agents are told that there is one, and nobody what is in it', async () => {
  const { ask, chatId } = await device();
  const sealed = sealedFor(chatId);
  await ask('contact:set', { chatId, sealed });
  expect(published().at(-1)).toMatchObject({ name: 'inbox:changed', payload: { chatId, hasEmail: true } });
  expect(await agent('inbox:watch', {})).toMatchObject({ value: { chats: [{ chatId, hasEmail: true }] } });
  const looked = await ask('contact:look', { chatId });
  expect(looked).toEqual({ ok: true, value: { leftAt: clock().nowMs() } });
  expect(JSON.stringify([published(), looked])).not.toContain(sealed);
  await ask('contact:remove', { chatId });
  expect(published().at(-1)).toMatchObject({ payload: { hasEmail: false } });
  expect(await ask('contact:look', { chatId })).toEqual({ ok: true, value: { leftAt: null } });
});

test('EML5 what is removed is gone, twice makes no difference, and it goes with an erased chat', async () => {
  const { ask, chatId } = await device();
  await ask('contact:set', { chatId, sealed: sealedFor(chatId) });
  expect(await ask('contact:remove', { chatId })).toEqual({ ok: true, value: null });
  expect(await ask('contact:remove', { chatId })).toEqual({ ok: true, value: null });
  expect(await store().findContact({ siteId, chatId })).toBeNull();
  await ask('contact:set', { chatId, sealed: sealedFor(chatId) });
  expect(await ask('chat:erase', { chatId })).toMatchObject({ value: { erased: { 'gateway/sealed-contacts': 1 } } });
  expect(await store().findContact({ siteId, chatId })).toBeNull();
  // Late, from a socket that was in the chat: there is nothing left to leave it with.
  expect(await ask('contact:set', { chatId, sealed: sealedFor(chatId) })).toEqual({
    ok: false,
    error: { code: 'not-found' },
  });
});

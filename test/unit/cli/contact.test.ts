import { createCapability } from '@handlr/core';
import { admit, consentWithoutDecision, gatewayRegister } from '@handlr/privacy';
import { sealContact } from '@handlr/vault';
import { beforeEach, expect, test } from 'vitest';
import { systemClock as clock, systemRandom as random } from '../../../packages/gateway/src/system.ts';
import { createSiteKeys } from '../../../packages/gateway/src/visitor-email/index.ts';
import { shop, useHandlr } from './run-handlr.ts';

const { handlr, readStore, inFolder } = useHandlr();
const card = { email: 'ada@example.org', telephone: '+49 7531 1234', marketing: false };
const chatId = 'c'.repeat(22);
const otherChat = 'd'.repeat(22);

beforeEach(async () => void (await handlr('site', 'add', ...shop)));

/** As a visitor would have left it, in whichever chat it says inside, and found in `chatId`. */
async function put(place: { site?: string; chat?: string } = {}, fields: Partial<typeof card> = {}): Promise<void> {
  const keys = createSiteKeys({ keyDir: inFolder('keys'), random });
  const [box] = await keys.boxKeys('wren-shop');
  if (box === undefined) throw new Error('No keys');
  const inside = { site: 'wren-shop', epoch: 1, chat: chatId, ...place };
  const sealed = sealContact({ ...card, ...fields }, inside, box.publicKey, random.bytes);
  await readStore(async (store) => {
    const siteId = (await store.findSite('wren-shop'))?.siteId ?? '';
    const context = { consent: consentWithoutDecision({ chatOpened: true }), nowMs: clock.nowMs() };
    const chat = {
      siteId,
      chatId,
      capabilityHash: createCapability(random),
      state: 'waiting',
      agentId: null,
      visitorName: null,
      pageUrl: '',
      pageTitle: '',
      country: null,
      browser: '',
      openedAt: 1,
      endedAt: null,
      readByVisitorSeq: 0,
      readByAgentSeq: 0,
      kind: 'chat',
      department: null,
      language: null,
      answers: '[]',
      promptedBy: null,
    } as const;
    await store.openChat(admit(gatewayRegister.chats, chat, context));
    await store.setContact(admit(gatewayRegister.sealedContacts, { siteId, chatId, sealed, leftAt: 1 }, context));
  });
}

test('site add makes keys, and the snippet carries their fingerprint', async () => {
  const { line, note } = await handlr('site', 'snippet', 'wren-shop');
  expect(line).toMatch(/ data-key="([a-z0-9]{5}-){4}[a-z0-9]{5}"/);
  expect(note).not.toContain('keys create');
});

test('keys create makes them once, and says which line to paste', async () => {
  const before = await handlr('site', 'snippet', 'wren-shop');
  const { code, line, note } = await handlr('keys', 'create', 'wren-shop');
  expect([code, line]).toEqual([0, before.line]);
  expect(note).toContain('stay as they are');
  expect(await handlr('keys', 'create', 'nobody')).toMatchObject({ code: 1, note: 'There is no site "nobody".' });
});

test('EML9 contact open prints what was left, and logs it without anything of it', async () => {
  await put();
  const { code, line, note } = await handlr('contact', 'open', 'wren-shop', chatId);
  expect(code).toBe(0);
  expect(line).toBe('E-mail     ada@example.org\nTelephone  +49 7531 1234\nOffers     no');
  const logged = note.split('\n').map((text) => JSON.parse(text));
  expect(logged).toEqual([
    { level: 'info', time: logged[0].time, siteId: logged[0].siteId, outcome: 'opened', message: 'contact-opened' },
  ]);
  expect(note).not.toContain(chatId);
  expect(note).not.toContain('ada');
});

test.each([
  ['chat', { chat: otherChat }],
  ['site', { site: 'other-shop' }],
])('EML8 EML9 what was sealed for another %s is flagged and not shown, and logged', async (_what, place) => {
  await put(place);
  const { code, line, note } = await handlr('contact', 'open', 'wren-shop', chatId);
  expect([code, line]).toEqual([1, '']);
  expect(note).toContain('sealed for another chat or site');
  expect(note).toContain('"outcome":"moved"');
  expect(note).not.toContain('ada');
});

test('contact open says what is missing', async () => {
  expect(await handlr('contact', 'open', 'wren-shop')).toMatchObject({ code: 1 });
  expect(await handlr('contact', 'open', 'wren-shop', 'short')).toMatchObject({ code: 1 });
  expect((await handlr('contact', 'open', 'wren-shop', otherChat)).note).toContain('No e-mail address was left');
});

test('EML8 what a visitor wrote does not move the terminal', async () => {
  await put({}, { email: '\u001b[2Jada@example.org' });
  const { line } = await handlr('contact', 'open', 'wren-shop', chatId);
  expect(line).not.toContain('\u001b');
});

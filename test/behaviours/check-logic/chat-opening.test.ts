import { createCapability } from '@handlr/core';
import { chatOpeningSchema, limits } from '@handlr/protocol';
import { safeParse } from 'valibot';
import { expect, test } from 'vitest';
import { createTestRandom } from '../../support/random.ts';
import { createTestVisitor } from '../../support/services.ts';
import { page, siteId, useGateway } from '../consent/gateway.ts';

const { services, agent, store } = useGateway();
const random = createTestRandom(23);
const opening = {
  kind: 'offline',
  department: 'returns',
  language: 'pt-BR',
  answers: [{ question: 'Which order?', answer: 'WM-20481' }],
  promptedBy: 'shipping-help',
} as const;

async function openChat(fields: object) {
  const { ask, principal } = createTestVisitor(services(), siteId, {});
  const capability = createCapability(random);
  const answer = await ask('chat:open', { capability, page, position: null, ...fields });
  const [chatId = ''] = principal.chats;
  return { answer, chatId, ask, capability };
}

test('CHD1 what checks brought about is kept with the chat and shown to agents', async () => {
  const { chatId } = await openChat(opening);
  expect(await store().findChat({ siteId, chatId })).toMatchObject({
    ...opening,
    answers: JSON.stringify(opening.answers),
  });
  const inbox = await agent('inbox:watch', {});
  expect(inbox).toMatchObject({ ok: true, value: { chats: [{ chatId, opening }] } });
});

test('CHD1 a chat without any of it is an ordinary one', async () => {
  const { chatId } = await openChat({});
  expect(await agent('inbox:watch', {})).toMatchObject({ value: { chats: [{ chatId, opening: { kind: 'chat' } }] } });
});

test('CHD1 the same chat opened again keeps what it was opened with', async () => {
  const { chatId, ask, capability } = await openChat(opening);
  await ask('chat:open', { capability, page, position: null, kind: 'chat', promptedBy: 'other' });
  expect(await store().findChat({ siteId, chatId })).toMatchObject({ kind: 'offline', promptedBy: 'shipping-help' });
});

test('CHD1 it goes when the chat is erased', async () => {
  const { chatId, ask } = await openChat(opening);
  await ask('chat:erase', { chatId });
  expect(await store().findChat({ siteId, chatId })).toBeNull();
});

test.each([
  ['a kind of its own', { kind: 'sale' }],
  ['a department that is none', { department: 'Returns & more' }],
  ['a language that is none', { language: 'english please' }],
  ['a prompt that is no check', { promptedBy: '<script>' }],
  ['answers without end', { answers: Array(limits.checkQuestions + 1).fill(opening.answers[0]) }],
  ['an answer too long', { answers: [{ question: 'Q', answer: 'x'.repeat(limits.checkTextLength + 1) }] }],
  ['half a character', { answers: [{ question: 'Q', answer: '\ud800' }] }],
  ['more than was asked for', { answers: [{ question: 'Q', answer: 'A', email: 'a@b.example' }] }],
])('CHD1 %s is refused', async (_words, fields) => {
  expect(safeParse(chatOpeningSchema, fields).success).toBe(false);
  expect((await openChat(fields)).answer).toMatchObject({ ok: false });
});

import { expect, test } from 'vitest';
import { useGateway } from '../consent/gateway.ts';

const { agent, device, setConsent, published } = useGateway();
const inbox = (chat: object) => ({ ok: true, value: { chats: [chat] } });

test('SES10 the console is told when sessions begin on a site that says so, with each chat', async () => {
  await setConsent({ sessions: { idleMinutes: 5, midnight: 'Europe/Berlin' } });
  const { chatId } = await device();
  const sessions = { idleMinutes: 5, midnight: 'Europe/Berlin' };
  expect(await agent('inbox:watch', {})).toMatchObject(inbox({ chatId, sessions }));
});

test('SES9 and on any other site nothing, nor anything else of the sessions of a chat', async () => {
  const { chatId } = await device();
  expect(await agent('inbox:watch', {})).toMatchObject(inbox({ chatId }));
  expect(JSON.stringify([await agent('inbox:watch', {}), published()])).not.toMatch(/session/i);
});

import { expect, test } from 'vitest';
import { siteId, useGateway } from '../consent/gateway.ts';

const gateway = useGateway();

test('TRP6 the gateway’s read mark never goes back, and everybody in the chat is told of it once', async () => {
  const device = await gateway.device();
  for (const body of ['One', 'Two', 'Three']) await device.say(body);
  const { chatId } = device;
  const readSeq = async () => (await gateway.store().findChat({ siteId, chatId }))?.readByVisitorSeq;
  const told = () => gateway.published().filter(({ name }) => name === 'chat:changed').length;
  await device.ask('read:mark', { chatId, seq: 2 });
  expect(await readSeq()).toBe(2);
  const toldOnce = told();
  expect(toldOnce).toBeGreaterThan(0);
  await device.ask('read:mark', { chatId, seq: 1 });
  expect([await readSeq(), told()]).toEqual([2, toldOnce]);
});

import { defaultSessionPolicy, limits, visitorNotices } from '@handlr/protocol';
import { array, object, parse, string } from 'valibot';
import { expect, test } from 'vitest';
import { siteId, statement, useGateway } from '../consent/gateway.ts';

const pagesSchema = object({ value: object({ pages: array(object({ url: string(), title: string() })) }) });

const { clock, agent, device, published } = useGateway();

test('VIS1 a visit is kept only while the visitor agrees', async () => {
  const { state, visit } = await device();
  expect(await visit()).toEqual({ ok: false, error: { code: 'withheld' } });
  await state(1, { history: 'granted' });
  expect(await visit()).toMatchObject({ ok: true });
  await state(2, { history: 'withdrawn' });
  expect(await visit()).toEqual({ ok: false, error: { code: 'withheld' } });
});

test('VIS2 a visit after half an hour without one is a new one', async () => {
  const { state, visit } = await device();
  await state(1, { history: 'granted' });
  const firstVisitAt = clock().nowMs();
  await visit();
  clock().advance(defaultSessionPolicy.idleMinutes * 60_000 - 1);
  expect(await visit()).toMatchObject({ value: { visits: 1, firstVisitAt, lastVisitAt: clock().nowMs() } });
  clock().advance(defaultSessionPolicy.idleMinutes * 60_000);
  expect(await visit()).toMatchObject({ value: { visits: 2, firstVisitAt, lastVisitAt: clock().nowMs() } });
});

test('VIS3 the newest 50 pages are kept, reduced here', async () => {
  const { state, ask, chatId, visitorToken, history } = await device();
  await state(1, { history: 'granted' });
  for (let count = 0; count < limits.trailPages + 5; count += 1) {
    clock().advance(1_000);
    const page = { url: `https://shop.example/shop/item-${count}?email=a@b.example#token`, title: 'Sam Smith’s item' };
    await ask('visit:report', { chatId, visitorToken, page });
  }
  const found = parse(pagesSchema, await history()).value.pages;
  expect(found).toHaveLength(limits.trailPages);
  expect(found[0]).toMatchObject({ url: 'https://shop.example/shop/item-54', title: 'item' });
  expect(found.at(-1)).toMatchObject({ url: 'https://shop.example/shop/item-5' });
});

test('VIS4 an agent sees visits and earlier chats of a visitor whose chat they may read', async () => {
  const first = await device();
  await first.state(1, { history: 'granted' });
  await first.visit();
  const second = await device();
  await second.ask('consent:state', {
    chatId: second.chatId,
    visitorToken: first.visitorToken,
    statement: statement(2, { history: 'granted' }),
  });
  const page = { url: 'https://shop.example/', title: '' };
  await second.ask('visit:report', { chatId: second.chatId, visitorToken: first.visitorToken, page });
  expect(await second.history()).toMatchObject({ ok: true, value: { earlierChats: [{ chatId: first.chatId }] } });
  expect(await agent('visitor:history', { siteId: 'T'.repeat(22), chatId: second.chatId })).toMatchObject({
    ok: false,
  });
});

test('VIS5 agents in the chat are told that there is more to see, and the visitor is not', async () => {
  const { state, visit, chatId } = await device();
  await visit();
  expect(published().filter(({ name }) => name === 'visitor:visited')).toEqual([]);
  await state(1, { history: 'granted' });
  await visit();
  const room = `${siteId}/chat/${chatId}/public`;
  expect(published().filter(({ name }) => name === 'visitor:visited')).toEqual([
    { room, name: 'visitor:visited', payload: { siteId, chatId } },
  ]);
  expect(Object.keys(visitorNotices)).not.toContain('visitor:visited');
});

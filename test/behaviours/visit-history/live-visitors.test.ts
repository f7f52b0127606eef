import { createCapability, createId } from '@handlr/core';
import { type LiveVisitors, visitLimits } from '@handlr/protocol';
import { expect, test } from 'vitest';
import { createTestRandom } from '../../support/random.ts';
import { siteId, statement, useGateway } from '../consent/gateway.ts';

const { clock, agent, device, services, published, setConsent } = useGateway();
const random = createTestRandom(5);
const minute = 60_000;

const arrival = {
  entryUrl: 'https://shop.example/shop/teapot?email=a@b.example',
  referrerHost: 'news.example',
  campaign: { source: 'newsletter', content: 'a@b.example' },
  clickId: null,
};

type Device = Awaited<ReturnType<typeof device>>;
const report = ({ ask, chatId, visitorToken }: Device, viewId = createId(random), more: object = {}) =>
  ask('visit:report', {
    chatId,
    visitorToken,
    viewId,
    page: { url: 'https://shop.example/shop/teapot?email=a@b.example', title: '' },
    arrival,
    ...more,
  });
const list = async (): Promise<LiveVisitors['visitors']> => {
  const answer: unknown = await agent('visitors:watch', {});
  // The shape is what the console's own tests and the reference prove.
  return JSON.parse(JSON.stringify(answer)).value.visitors;
};
const told = (name: string) => published().filter((notice) => notice.name === name);

async function agreed(): Promise<Device> {
  const visitor = await device();
  await visitor.state(1, { history: 'granted' });
  return visitor;
}

test('VIS6 a look that is told twice is one page, with the longest time that was told of it', async () => {
  const visitor = await agreed();
  const viewId = createId(random);
  await report(visitor, viewId);
  clock().advance(minute);
  await report(visitor, viewId);
  const beat = (seconds: number) => visitor.ask('visit:beat', { visitorToken: visitor.visitorToken, viewId, seconds });
  expect(await beat(60)).toMatchObject({ ok: true });
  await beat(20);
  expect(await visitor.history()).toMatchObject({ value: { pages: [{ seconds: 60 }] } });
  await report(visitor, createId(random), { before: { viewId, seconds: 75 } });
  expect(await visitor.history()).toMatchObject({ value: { pages: [{ seconds: null }, { seconds: 75 }] } });
  expect(
    await visitor.ask('visit:beat', { visitorToken: visitor.visitorToken, viewId: createId(random), seconds: 1 }),
  ).toMatchObject({
    ok: false,
  });
});

test('VIS7 an earlier chat is read from a chat of the same visitor alone, and only while they agree', async () => {
  const first = await agreed();
  await first.say('What I asked last week');
  await report(first);
  const second = await device();
  await second.ask('consent:state', {
    chatId: second.chatId,
    visitorToken: first.visitorToken,
    statement: statement(2, { history: 'granted' }),
  });
  await report({ ...second, visitorToken: first.visitorToken });
  const other = await agreed();
  await report(other);
  const read = (chatId: string, earlierChatId = first.chatId) =>
    agent('visitor:transcript', { siteId, chatId, earlierChatId });
  expect(await read(second.chatId)).toMatchObject({ value: { messages: [{ body: 'What I asked last week' }] } });
  expect(await read(other.chatId)).toMatchObject({ error: { code: 'not-found' } });
  expect(await read(second.chatId, 'X'.repeat(22))).toMatchObject({ error: { code: 'not-found' } });
  await second.ask('consent:state', {
    chatId: second.chatId,
    visitorToken: first.visitorToken,
    statement: statement(3, { history: 'withdrawn' }),
  });
  expect(await read(second.chatId)).toMatchObject({ error: { code: 'withheld' } });
});

test('VIS8 who is there is listed reduced, and nobody where the site does without history', async () => {
  const silent = await device();
  await report(silent);
  expect(await list()).toEqual([]);
  const visitor = await agreed();
  await report(visitor);
  const visitors = await list();
  expect(visitors).toMatchObject([
    {
      page: { url: 'https://shop.example/shop/teapot', title: '' },
      visits: 1,
      chatId: visitor.chatId,
      origin: { entryUrl: 'https://shop.example/shop/teapot', campaign: { source: 'newsletter', content: '…' } },
    },
  ]);
  expect(JSON.stringify(visitors)).not.toContain('a@b.example');
  await setConsent({ denies: ['history'] });
  expect(await agent('visitors:watch', {})).toMatchObject({ value: { visitors: [], withheldSites: [siteId] } });
});

test('VIS9 whoever is not heard of for five minutes is gone, and a sign keeps them', async () => {
  const visitor = await agreed();
  const viewId = createId(random);
  await report(visitor, viewId);
  clock().advance(visitLimits.presenceMs - 1);
  await visitor.ask('visit:beat', { visitorToken: visitor.visitorToken, viewId, seconds: 9 });
  clock().advance(visitLimits.presenceMs - 1);
  expect(await list()).toHaveLength(1);
  clock().advance(1);
  expect(await list()).toEqual([]);
  expect(services().presence.sweep()).toHaveLength(1);
});

test('VIS10 whoever withdraws is gone at once, and what was on its way does not bring them back', async () => {
  const visitor = await agreed();
  await report(visitor);
  const late = report(visitor);
  const withdrawing = visitor.state(2, { history: 'withdrawn' });
  await Promise.all([late, withdrawing]);
  expect(await list()).toEqual([]);
  expect(told('visitors:left')).toHaveLength(1);
  expect(await report(visitor)).toMatchObject({ error: { code: 'withheld' } });
  expect(
    await visitor.ask('visit:beat', { visitorToken: visitor.visitorToken, viewId: createId(random), seconds: 1 }),
  ).toMatchObject({
    error: { code: 'withheld' },
  });
  expect(await list()).toEqual([]);
});

test('VIS11 the list names visitors for itself alone, and says when their chat is over', async () => {
  const visitor = await agreed();
  await report(visitor);
  const [shown] = await list();
  const everything = JSON.stringify([shown, ...told('visitors:changed')]);
  expect(everything).not.toContain(visitor.visitorToken);
  expect(everything).not.toContain('visitorId');
  await visitor.ask('chat:end', { chatId: visitor.chatId });
  expect(await list()).toMatchObject([{ presenceId: shown?.presenceId, chatId: null }]);
});

test('VIS2 the idle time is the site’s own', async () => {
  await setConsent({ sessions: { idleMinutes: 5 } });
  const visitor = await agreed();
  await report(visitor);
  clock().advance(5 * minute - 1);
  expect(await report(visitor)).toMatchObject({ value: { visits: 1 } });
  clock().advance(5 * minute);
  expect(await report(visitor)).toMatchObject({ value: { visits: 2 } });
});

test('SES7 SES8 a device may say that a campaign began a visit, once for each number, and a pause not at all', async () => {
  const visitor = await agreed();
  const say = (number: number, began: string) => report(visitor, createId(random), { session: { number, began } });
  expect(await say(1, 'first')).toMatchObject({ value: { visits: 1 } });
  expect(await say(2, 'campaign')).toMatchObject({ value: { visits: 2 } });
  expect(await say(2, 'campaign')).toMatchObject({ value: { visits: 2 } });
  expect(await say(3, 'idle')).toMatchObject({ value: { visits: 2 } });
  expect(await say(4, 'midnight')).toMatchObject({ value: { visits: 3 } });
  expect(await visitor.history()).toMatchObject({ value: { visits: 3, visitBegan: 'midnight' } });
});

test('ORI5 ORI6 an arrival is reduced again; the first stays, and the visit’s is another with another visit', async () => {
  const visitor = await agreed();
  await report(visitor);
  const next = { entryUrl: 'https://shop.example/b', referrerHost: null, campaign: null, clickId: 'gclid=abc' };
  await report(visitor, createId(random), { arrival: next });
  const reduced = { entryUrl: 'https://shop.example/shop/teapot', campaign: { source: 'newsletter', content: '…' } };
  expect(await visitor.history()).toMatchObject({ value: { origin: { visit: reduced, first: reduced } } });
  clock().advance(31 * minute);
  await report(visitor, createId(random), { arrival: next });
  expect(await visitor.history()).toMatchObject({
    value: { origin: { visit: { entryUrl: 'https://shop.example/b', clickId: null }, first: reduced } },
  });
});

test('ORI7 without history no origin is kept, and it goes when that is withdrawn', async () => {
  const visitor = await agreed();
  await report(visitor);
  const answer: unknown = await visitor.state(2, { history: 'withdrawn' });
  expect(answer).toMatchObject({ ok: true });
  await visitor.state(3, { history: 'granted' });
  const later = { ...visitor, visitorToken: createCapability(random) };
  await visitor.ask('consent:state', {
    chatId: visitor.chatId,
    visitorToken: later.visitorToken,
    statement: statement(4, { history: 'granted' }),
  });
  await report(later, createId(random), { arrival: undefined });
  expect(await visitor.history()).toMatchObject({ value: { visits: 1, origin: null } });
});

import { decisionLifetimeMs } from '@handlr/privacy';
import { describe, expect, test } from 'vitest';
import { hashSecret } from '../../../packages/gateway/src/secret.ts';
import { page, siteId, statement, useGateway } from './gateway.ts';

const { store, clock, agent, published, setConsent, device } = useGateway();
const withheld = { ok: false, error: { code: 'withheld' } };
const inForce = (words: object) => ({ ok: true, value: { inForce: words } });

describe('GCO1 the gateway keeps its own record', () => {
  test('CASE 15: without a statement nothing that needs consent is kept', async () => {
    const { visit, history } = await device();
    expect(await visit()).toEqual(withheld);
    expect(await history()).toEqual(withheld);
  });

  test('CASE 15: a consent flag on any other event is refused', async () => {
    const { ask, chatId, visitorToken, visit } = await device();
    for (const flag of [{ consent: { history: true } }, { statement: statement(1, { history: 'granted' }) }]) {
      expect(await ask('visit:report', { chatId, visitorToken, page, ...flag })).toMatchObject({ ok: false });
      expect(await ask('read:mark', { chatId, seq: 0, ...flag })).toMatchObject({ ok: false });
    }
    expect(await visit()).toEqual(withheld);
  });

  test('a grant counts from when it is stated, and agents see it', async () => {
    const { state, visit, history, chatId } = await device();
    expect(await state(1, { history: 'granted' })).toMatchObject(inForce({ history: 'granted', contact: 'withheld' }));
    expect(published().findLast(({ name }) => name === 'inbox:changed')?.payload).toMatchObject({
      chatId,
      consent: { history: 'granted', functionality: 'withheld', service: 'exempt' },
    });
    expect(await visit()).toMatchObject({ ok: true, value: { visits: 1 } });
    expect(await history()).toMatchObject({ ok: true, value: { visits: 1, pages: [{ ...page }] } });
  });

  test('it is the site’s policy that decides, as it is now', async () => {
    const { state, visit, history } = await device();
    await state(1, { history: 'granted' });
    expect(await visit()).toMatchObject({ ok: true });
    await setConsent({ denies: ['history'] });
    expect(await visit()).toEqual(withheld);
    expect(await history()).toEqual(withheld);
    await setConsent({ denies: [], version: 2 });
    expect(await visit()).toEqual(withheld);
    await setConsent({ version: 1 });
    expect(await visit()).toMatchObject({ ok: true });
  });

  test('a grant ends after six months by the gateway’s clock, sent again or not', async () => {
    const { state, visit } = await device();
    await state(1, { history: 'granted' });
    clock().advance(decisionLifetimeMs - 1);
    await state(1, { history: 'granted' });
    expect(await visit()).toMatchObject({ ok: true });
    clock().advance(1);
    expect(await visit()).toEqual(withheld);
  });

  test('a decision that is stated again under another number, as when a banner speaks, ends when it did', async () => {
    const { state, visit } = await device();
    await state(1, { history: 'granted' });
    clock().advance(decisionLifetimeMs - 1);
    await state(2, { history: 'granted' }, { banner: { functionality: 'granted' } });
    expect(await visit()).toMatchObject({ ok: true });
    clock().advance(1);
    expect(await visit()).toEqual(withheld);
    // Then it can be made anew.
    await state(3, {});
    await state(4, { history: 'granted' });
    expect(await visit()).toMatchObject({ ok: true });
  });

  test('what a banner granted ends after six months, and under another version of the policy', async () => {
    const { state, visit, history } = await device();
    await state(1, {}, { banner: { history: 'granted' } });
    expect(await visit()).toMatchObject({ ok: true });
    await setConsent({ version: 2 });
    expect(await visit()).toEqual(withheld);
    await setConsent({ version: 1 });
    clock().advance(decisionLifetimeMs);
    expect(await visit()).toEqual(withheld);
    expect(await history()).toEqual(withheld);
  });

  test.each([
    ['the header', { gpc: true }, {}],
    ['the device', {}, { gpc: true }],
  ])('CASE 14: Global Privacy Control by %s denies history over a stored grant', async (_, header, more) => {
    const { state, visit } = await device(header);
    expect(await state(1, { history: 'granted' }, more)).toMatchObject(inForce({ history: 'withheld' }));
    expect(await visit()).toEqual(withheld);
    expect(await state(2, { history: 'granted' }, { ...more, overGpc: true })).toMatchObject(
      inForce({ history: 'withheld' }),
    );
    await setConsent({ gpcOverride: true });
    expect(await state(3, { history: 'granted' }, { ...more, overGpc: true })).toMatchObject(
      inForce({ history: 'granted' }),
    );
    expect(await visit()).toMatchObject({ ok: true });
  });
});

describe('GCO2 an older statement never beats a newer one', () => {
  test('CASE 15: in a chat', async () => {
    const { state, visit } = await device();
    await state(2, { history: 'withdrawn' });
    expect(await state(1, { history: 'granted' })).toMatchObject({
      ok: true,
      value: { number: 2, inForce: { history: 'withheld' } },
    });
    expect(await visit()).toEqual(withheld);
    expect(await state(3, { history: 'granted' })).toMatchObject(inForce({ history: 'granted' }));
    expect(await visit()).toMatchObject({ ok: true });
  });

  test('CASE 15: for a visitor without a chat, whose rows are gone', async () => {
    const { ask, visitorToken } = await device();
    const state = (number: number, history: 'granted' | 'withdrawn') =>
      ask('consent:state', { visitorToken, statement: statement(number, { history }) });
    const visit = () => ask('visit:report', { visitorToken, page });
    await state(1, 'granted');
    expect(await visit()).toMatchObject({ ok: true });
    await state(2, 'withdrawn');
    expect(await state(1, 'granted')).toMatchObject({ value: { number: 2, inForce: { history: 'withheld' } } });
    expect(await visit()).toEqual(withheld);
    await state(3, 'granted');
    expect(await visit()).toMatchObject({ ok: true, value: { visits: 1 } });
  });

  test('of two under one number only what both grant holds, in either order', async () => {
    for (const [one, other] of [
      ['granted', 'denied'],
      ['denied', 'granted'],
    ] as const) {
      const { state, visit } = await device();
      await state(1, { history: one });
      await state(1, { history: other });
      expect(await visit()).toEqual(withheld);
    }
  });

  test('a grant and a withdrawal at the same moment end in the withdrawal, whichever is handled first', async () => {
    for (const order of [
      [1, 2],
      [2, 1],
    ]) {
      const { state, visit, ask, visitorToken } = await device();
      await Promise.all(order.map((number) => state(number, { history: number === 1 ? 'granted' : 'withdrawn' })));
      expect(await visit()).toEqual(withheld);
      const alone = (number: number) =>
        ask('consent:state', {
          visitorToken,
          statement: statement(number + 2, { history: number === 1 ? 'granted' : 'withdrawn' }),
        });
      await Promise.all(order.map(alone));
      expect(await ask('visit:report', { visitorToken, page })).toEqual(withheld);
    }
  });
});

describe('GCO3 what is not allowed any more is erased before it is answered', () => {
  test('a withdrawal erases the visits, pages and links, and leaves the chat', async () => {
    const { state, visit, say, ask, chatId, history } = await device();
    await say('Hello');
    await state(1, { history: 'granted' });
    await visit();
    await state(2, { history: 'withdrawn' });
    expect(await store().findVisitorOfChat({ siteId, chatId })).toBeNull();
    expect(await history()).toEqual(withheld);
    expect(await ask('message:fetch', { chatId })).toMatchObject({ value: { messages: [{ body: 'Hello' }] } });
  });

  test('a withdrawal without the token finds the visitor by the chat', async () => {
    const { state, visit, ask, chatId, visitorToken } = await device();
    await state(1, { history: 'granted' });
    await visit();
    await ask('consent:state', { chatId, statement: statement(2, { history: 'withdrawn' }) });
    expect(await ask('visit:report', { visitorToken, page })).toEqual(withheld);
    expect(await store().findVisitorOfChat({ siteId, chatId })).toBeNull();
  });

  test('CASE 13: of what was sent before and is handled after, nothing stays', async () => {
    const { state, visit, history } = await device();
    await state(1, { history: 'granted' });
    await Promise.all([state(2, { history: 'withdrawn' }), visit(), visit()]);
    expect(await history()).toEqual(withheld);
    await state(3, { history: 'granted' });
    expect(await history()).toEqual({ ok: false, error: { code: 'not-found' } });
  });
});

describe('GCO4 of a refusal nothing is kept beside the chat', () => {
  test('no row names the visitor', async () => {
    const { state, ask, visitorToken, chatId } = await device();
    await state(1, { history: 'denied' });
    await ask('consent:state', { visitorToken, statement: statement(2, { history: 'denied' }) });
    expect(await store().findVisitorOfChat({ siteId, chatId })).toBeNull();
    const row = await store().findChatConsent({ siteId, chatId });
    expect(row).toMatchObject({ number: 1, choices: '{"history":"denied"}' });
    expect(JSON.stringify(row)).not.toContain(visitorToken);
  });

  test('two grants under one number that agree on nothing leave nobody known', async () => {
    const { ask, visitorToken } = await device();
    const state = (choices: object, more: object) =>
      ask('consent:state', { visitorToken, statement: { ...statement(2, choices), ...more } });
    await state({}, { banner: { history: 'granted' } });
    expect(await ask('visit:report', { visitorToken, page })).toMatchObject({ ok: true });
    await state({ history: 'granted' }, {});
    const visitorId = hashSecret(visitorToken);
    expect(await store().findVisitorConsent({ siteId, visitorId })).toBeNull();
    expect(await store().readVisitHistory({ siteId, visitorId }, '', clock().nowMs())).toBeNull();
  });

  test('a chat whose own record refuses is not linked to a visitor who agreed elsewhere', async () => {
    const { ask, visit, chatId, visitorToken } = await device();
    await ask('consent:state', { visitorToken, statement: statement(1, { history: 'granted' }) });
    await ask('consent:state', { chatId, statement: statement(9, { history: 'withdrawn' }) });
    expect(await visit()).toMatchObject({ ok: true });
    expect(await store().findVisitorOfChat({ siteId, chatId })).toBeNull();
  });

  test('a statement for nobody, or for a chat of others, is refused', async () => {
    const { ask } = await device();
    const other = await device();
    const said = statement(1, { history: 'granted' });
    expect(await ask('consent:state', { statement: said })).toEqual({ ok: false, error: { code: 'invalid' } });
    expect(await ask('consent:state', { chatId: other.chatId, statement: said })).toEqual({
      ok: false,
      error: { code: 'not-found' },
    });
    expect(await agent('visitor:history', { siteId, chatId: 'x'.repeat(22) })).toMatchObject({ ok: false });
  });
});

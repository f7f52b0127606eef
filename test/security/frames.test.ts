import { createCapability, createId } from '@handlr/core';
import { limits } from '@handlr/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemRandom as random } from '../../packages/gateway/src/system.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { joinRaw, openRaw, type RawSocket } from './raw-socket.ts';
import { chatIdOf } from './answers.ts';

const page = { url: 'https://shop.example/teapots', title: '' };
const invalid = { ok: false, error: { code: 'invalid' } };
const canary = 'canary-28';

let gateway: TestGateway;
beforeAll(async () => {
  const unlimited = { points: 100_000, duration: 60 };
  gateway = await startTestGateway({ rateLimits: { connections: unlimited, chats: unlimited, requests: unlimited } });
});
afterAll(() => gateway.close());

const opening = () => ({ capability: createCapability(random), page, position: null });

/** Whether somebody else is served: the process lives. */
async function expectService(): Promise<void> {
  const visitor = await joinRaw(gateway.url);
  expect(await visitor.ask('chat:open', opening())).toMatchObject({ ok: true });
  visitor.close();
}

async function openChat(visitor: RawSocket): Promise<string> {
  const opened = await visitor.ask('chat:open', opening());
  return chatIdOf(opened);
}

describe('CASE 28: an event is ignored, and its socket lives on, whose name is', () => {
  test.each([
    ['__proto__', '["__proto__",{}]'],
    ['constructor', '["constructor",{}]'],
    ['toString', '["toString",{}]'],
    ['error, which emitters throw', '["error",{}]'],
    ['nobody’s', '["room:join","inbox"]'],
    ['a number', '[5,{}]'],
    ['missing', ''],
    ['missing, with an acknowledgement', '7'],
    ['only an acknowledgement’s', '7["chat:end"]'],
  ])('%s', async (_what, frame) => {
    const visitor = await joinRaw(gateway.url);
    visitor.send(`42/visitor,${frame}`);
    expect(await visitor.ask('chat:open', opening())).toMatchObject({ ok: true });
    visitor.close();
  });
});

describe('CASE 28: a frame closes its socket, and nothing else, that is', () => {
  const nested = '['.repeat(30_000) + ']'.repeat(30_000);
  test.each<[string, (socket: RawSocket) => void]>([
    ['an event whose name is an object', ({ send }) => send('42/visitor,[{"constructor":1},{}]')],
    ['an event whose name is reserved', ({ send }) => send('42/visitor,["disconnect","transport close"]')],
    ['an event whose name is a listener’s own', ({ send }) => send('42/visitor,["newListener",{}]')],
    ['not an array', ({ send }) => send('42/visitor,{"0":"chat:open"}')],
    ['broken JSON', ({ send }) => send('42/visitor,["chat:open",{')],
    ['of an unknown type', ({ send }) => send('49/visitor,[]')],
    ['of the transport, and unknown', ({ send }) => send('x')],
    ['a heartbeat the wrong way', ({ send }) => send('2')],
    ['a placeholder of an attachment that is not there', (socket) => attach(socket, '{"_placeholder":true,"num":9}')],
    ['a placeholder of a property', (socket) => attach(socket, '{"_placeholder":true,"num":"length"}')],
    ['a placeholder below the first', (socket) => attach(socket, '{"_placeholder":true,"num":-1}')],
    ['an attachment that nobody announced', ({ send }) => send(new Uint8Array(8))],
    ['text where an attachment was announced', announceAndText],
    ['more attachments than there may be', ({ send }) => send('451000000-/visitor,["chat:open"]')],
    ['nested deeper than the stack', (socket) => attach(socket, nested)],
    ['for a namespace that it never joined', ({ send }) => send('42/agent,["inbox:watch",{}]')],
    ['a second joining', ({ send }) => send('40/visitor,{"protocol":1,"siteKey":"test-shop"}')],
    ['larger than the limit', ({ send }) => send(`42/visitor,["chat:open","${'x'.repeat(limits.frameBytes)}"]`)],
    ['made of fragments without an end', sendFragments],
  ])('%s', async (_what, attack) => {
    const visitor = await joinRaw(gateway.url);
    attack(visitor);
    await visitor.closed;
    await expectService();
  });

  function attach({ send }: RawSocket, json: string): void {
    send(`451-/visitor,["chat:open",${json}]`);
    send(new Uint8Array(8));
  }

  function announceAndText({ send }: RawSocket): void {
    send('451-/visitor,["chat:open",{"_placeholder":true,"num":0}]');
    send('42/visitor,["chat:open",{}]');
  }

  function sendFragments({ webSocket }: RawSocket): void {
    for (let sent = 0; sent <= limits.frameBytes; sent += 8) webSocket.send('42/visit', { fin: false });
  }
});

describe('CASE 28: a request is refused, in the same words whatever it holds, whose payload is', () => {
  const proto = JSON.parse(`{"__proto__":{"${canary}":true},"capability":"x"}`) as unknown;
  test.each<[string, unknown[]]>([
    ['missing', []],
    ['null', [null]],
    ['text', [canary]],
    ['a number', [28]],
    ['an array', [[opening()]]],
    ['given twice', [opening(), opening()]],
    ['followed by another', [opening(), canary]],
    ['a forged placeholder', [{ _placeholder: true, num: 0 }]],
    ['polluted', [proto]],
    ['more than is asked for', [{ ...opening(), [canary]: canary }]],
    ['half of what is asked for', [{ capability: createCapability(random) }]],
  ])('%s', async (_what, payloads) => {
    const visitor = await joinRaw(gateway.url);
    expect(await visitor.ask('chat:open', ...payloads)).toEqual(invalid);
    expect(Object.prototype).not.toHaveProperty(canary);
    visitor.close();
  });

  test('text with a NUL, or with half a character', async () => {
    const visitor = await joinRaw(gateway.url);
    const chatId = await openChat(visitor);
    for (const body of ['a\0b', 'a\ud800b', ' \n\t ', 'x'.repeat(limits.messageBodyLength + 1)]) {
      expect(await visitor.ask('message:send', { chatId, messageId: createId(random), body })).toEqual(invalid);
    }
    visitor.close();
  });

  test('CASE 6: none of it is in the log or on the wire', async () => {
    const visitor = await joinRaw(gateway.url);
    await visitor.ask('chat:open', { [canary]: canary });
    await visitor.ask('message:send', { chatId: canary, messageId: canary, body: canary });
    visitor.send(`42/visitor,["${canary}",{}]`);
    visitor.send(`42/visitor,["chat:open",{"${canary}`);
    await visitor.closed;
    expect(visitor.frames.join('\n')).not.toContain(canary);
    const log = await gateway.readLog();
    expect(log).toContain('"code":"invalid"');
    expect(log).not.toContain(canary);
  });
});

test('CASE 28: own properties that every object has are no fields, and are not kept', async () => {
  const visitor = await joinRaw(gateway.url);
  const chatId = await openChat(visitor);
  const polluted = `{"chatId":"${chatId}","messageId":"${createId(random)}","body":"Hello","constructor":{"${canary}":1}}`;
  const answer = await visitor.ask('message:send', JSON.parse(polluted) as unknown);
  expect(JSON.stringify(answer)).not.toContain(canary);
  visitor.close();
});

test('CASE 28: a request without an acknowledgement is done, and one answered twice by nobody’s id is nothing', async () => {
  const visitor = await joinRaw(gateway.url);
  const chatId = await openChat(visitor);
  visitor.send(
    `42/visitor,${JSON.stringify(['message:send', { chatId, messageId: createId(random), body: 'Quiet' }])}`,
  );
  for (const id of ['', '0', '1', '99999999999999999999']) visitor.send(`43/visitor,${id}["x"]`);
  await visitor.ask('message:send', { chatId, messageId: createId(random), body: 'Loud' });
  const answer = await visitor.ask('message:fetch', { chatId });
  expect(answer).toMatchObject({ ok: true, value: { messages: [{ body: 'Quiet' }, { body: 'Loud' }] } });
  visitor.close();
});

describe('a connection joins one namespace, once', () => {
  test.each(['/', '/admin', '/visitor/', '/visitors', '/__proto__'])('%s is not there', async (namespace) => {
    const raw = await openRaw(gateway.url);
    raw.send(namespace === '/' ? '40{"protocol":1}' : `40${namespace},{"protocol":1,"siteKey":"test-shop"}`);
    const refused = await raw.receive((frame) => frame.startsWith('4'));
    expect(refused.startsWith('44')).toBe(true);
    raw.close();
  });

  test('CASE 30: a second try on the same connection ends it', async () => {
    const raw = await openRaw(gateway.url);
    for (let tries = 0; tries < 50; tries += 1) raw.send('40/visitor,{"protocol":1,"siteKey":"other-shop"}');
    await raw.closed;
    expect(raw.frames.filter((frame) => frame.startsWith('44/visitor')).length).toBeLessThanOrEqual(1);
  });

  test('whoever leaves it is hung up on', async () => {
    const visitor = await joinRaw(gateway.url);
    visitor.send('41/visitor,');
    await visitor.closed;
  });

  test('a visitor’s connection is no way to the agents’ namespace, even with an agent’s cookie', async () => {
    const cookie = await gateway.signIn('owner');
    const raw = await openRaw(gateway.url, { headers: { cookie, origin: gateway.url } });
    raw.send('40/visitor,{"protocol":1,"siteKey":"test-shop"}');
    raw.send('40/agent,{"protocol":1}');
    await raw.closed;
    expect(raw.frames.some((frame) => frame.startsWith('40/agent'))).toBe(false);
  });
});

describe('the transport', () => {
  test.each([
    ['polling through script elements', '?EIO=4&transport=polling&j=0', 403],
    ['an older protocol', '?EIO=3&transport=polling', 400],
    ['an unknown transport', '?EIO=4&transport=webtransport', 400],
    ['no transport', '?EIO=4', 400],
    ['another’s session', '?EIO=4&transport=polling&sid=canary-28', 400],
    ['a session called __proto__', '?EIO=4&transport=polling&sid=__proto__', 400],
    ['a session called constructor', '?EIO=4&transport=polling&sid=constructor', 400],
  ])('refuses %s, and repeats nothing', async (_what, query, status) => {
    const response = await fetch(`${gateway.url}/socket/${query}`);
    expect(response.status).toBe(status);
    expect(await response.text()).not.toContain(canary);
  });

  test('a poll larger than a frame may be is refused', async () => {
    const greeting = await (await fetch(`${gateway.url}/socket/?EIO=4&transport=polling`)).text();
    const sid = /"sid":"([^"]+)"/.exec(greeting)?.[1];
    expect(sid).toBeDefined();
    const body = `40/visitor,{"siteKey":"${'x'.repeat(limits.frameBytes)}"}`;
    const posted = fetch(`${gateway.url}/socket/?EIO=4&transport=polling&sid=${sid}`, { method: 'POST', body });
    expect(await posted.then(({ status }) => status).catch(() => 'cut')).toSatisfy(
      (end) => end === 413 || end === 'cut',
    );
    await expectService();
  });
});

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createCapability, createId } from '@handlr/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createReceive } from '../../packages/gateway/src/inbound.ts';
import { createLog } from '../../packages/gateway/src/log/index.ts';
import { systemRandom as random } from '../../packages/gateway/src/system.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { connectAgent, connectVisitor, type TestSocket } from '../support/socket-client.ts';
import { chatIdOf, inboxOf } from './answers.ts';

const page = { url: 'https://shop.example/teapots', title: '' };
const unlimited = { points: 100_000, duration: 60 };

let gateway: TestGateway;
let visitor: TestSocket;
let agent: TestSocket;

beforeAll(async () => {
  gateway = await startTestGateway({ rateLimits: { connections: unlimited, chats: unlimited, requests: unlimited } });
  visitor = await connectVisitor(gateway.url);
  agent = await connectAgent(gateway.url, await gateway.signIn('agent'));
});

afterAll(async () => {
  for (const socket of [visitor, agent]) socket.close();
  await gateway.close();
});

type Opening = { page?: { url: string; title: string }; name?: string };

async function openChat(opening: Opening = {}, from = visitor) {
  const payload = { capability: createCapability(random), page, position: null, ...opening };
  const opened: unknown = await from.ask('chat:open', payload);
  return chatIdOf(opened);
}

async function inInbox(chatId: string) {
  const inbox: unknown = await agent.ask('inbox:watch', {});
  return inboxOf(inbox).chats.find((chat) => chat.chatId === chatId);
}

const hostile: readonly (readonly [string, string])[] = [
  ['a script', '<script>alert(1)</script>'],
  ['an event handler', '"><img src=x onerror=alert(1)>'],
  ['a template', '{{constructor.constructor("alert(1)")()}} ${7*7}'],
  ['a script’s address', 'javascript:alert(1) data:text/html,<b>x</b>'],
  ['SQL that ends a string', `'; DROP TABLE messages; --`],
  ['SQL that is always true', `' OR '1'='1`],
  ['LIKE’s wildcards', '%_%\\%'],
  ['a regular expression', '(a+)+$ [[:alpha:]] .*'],
  ['a formula', '=HYPERLINK("https://evil.example")'],
  ['line breaks for a log', 'x\r\n{"level":"error","message":"forged"}'],
  ['other directions of text', 'invoice\u202egpj.exe \u2066x\u2069 \u200b'],
  ['terminal commands', '\u001b[2J\u0007'],
  ['a prototype', '__proto__'],
];

describe('CASE 22, 29: text is stored and handed on letter by letter, and does nothing:', () => {
  test.each(hostile)('%s', async (_what, text) => {
    const chatId = await openChat({ name: text.trim().slice(0, 80) });
    await visitor.ask('message:send', { chatId, messageId: createId(random), body: text });
    const fetched: unknown = await agent.ask('message:fetch', { siteId: gateway.siteId, chatId, audience: 'public' });
    expect(fetched).toMatchObject({ ok: true, value: { headSeq: 1, messages: [{ body: text }] } });
    expect(await inInbox(chatId)).toMatchObject({ visitorName: text.trim().slice(0, 80) });
  });

  test('and none of it is in the log', async () => {
    const log = await gateway.readLog();
    for (const [, text] of hostile) expect(log).not.toContain(JSON.stringify(text).slice(1, -1));
    expect(log).not.toContain('forged');
  });
});

test.each([
  ['ids', { siteId: `' OR '1'='1`, chatId: '%' }],
  ['ids of the right length', { siteId: `'or'1'='1'or'1'='1'--a`, chatId: '%%%%%%%%%%%%%%%%%%%%%%' }],
])('CASE 29: SQL and LIKE text in %s finds nothing', async (_what, key) => {
  const answer = await agent.ask('message:fetch', { ...key, audience: 'public' });
  expect(answer).toMatchObject({ ok: false, error: { code: 'invalid' } });
});

describe('CASE 5: what the browser should have left out, the gateway leaves out:', () => {
  const secrets = ['jane.doe', 'doe.example', 'eyJhbGciOi', 'tok4711', 'amFuZS5kb2', 'Doe-Janssen', '5551234567'];
  const pages: readonly (readonly [string, Opening])[] = [
    ['an e-mail in the query', at('/shop?email=jane.doe@doe.example')],
    ['a token in the fragment', at('/shop#token=tok4711')],
    ['a token in the path', at('/reset/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc')],
    ['an e-mail in the path, encoded twice', at('/u/jane.doe%2540doe.example')],
    ['an e-mail in the path, in base64', at('/x/amFuZS5kb2VAZG9lLmV4YW1wbGU')],
    ['a name and password', { page: { url: 'https://jane.doe:tok4711@shop.example/shop', title: '' } }],
    ['another kind of address', { page: { url: 'data:text/html,jane.doe@doe.example', title: '' } }],
    ['a name in the title', at('/shop', 'Orders of Doe-Janssen')],
    ['an e-mail in the title', at('/shop', 'shop of jane.doe@doe.example')],
    ['an e-mail as the name', { name: 'jane.doe@doe.example' }],
    ['an e-mail within the name', { name: 'Jane <jane.doe＠doe.example>' }],
    ['a telephone number as the name', { name: 'Jane +1 (555) 123-4567' }],
  ];

  test.each(pages)('%s', async (_what, opening) => {
    const stored = JSON.stringify(await inInbox(await openChat(opening)));
    for (const secret of secrets) expect(stored).not.toContain(secret);
    expect(stored).not.toContain('123-4567');
  });

  test('a browser’s own words are reduced to family and major version', async () => {
    const agents = ['<script>jane.doe</script>', 'Mozilla/5.0 (X11; jane.doe) Gecko/20100101 Firefox/130.0.7', ''];
    const reduced = await Promise.all(
      agents.map(async (userAgent) => {
        const from = await connectVisitor(gateway.url, {
          headers: { 'user-agent': userAgent, referer: 'https://doe.example/' },
        });
        const chat = await inInbox(await openChat({}, from));
        from.close();
        return chat?.browser;
      }),
    );
    expect(reduced).toEqual(['Other', 'Firefox 130', 'Other']);
  });

  test('and nothing of it is in any file', async () => {
    const names = (await readdir(join(gateway.folder, 'data'))).map((name) => join('data', name));
    for (const name of [...names, 'log']) {
      const bytes = await readFile(join(gateway.folder, name), 'latin1');
      for (const secret of secrets) expect(bytes.includes(secret), `${secret} in ${name}`).toBe(false);
    }
  });

  function at(path: string, title = ''): Opening {
    return { page: { url: `https://shop.example${path}`, title } };
  }
});

test('CASE 6: an error that repeats what was sent is neither answered nor logged', async () => {
  const canary = 'canary of case 6';
  const lines: string[] = [];
  const log = createLog({ level: 'debug', destination: { write: (line: string) => void lines.push(line) } });
  const receive = createReceive({
    limit: async () => null,
    onRefused: () => {},
    onFailed: (event, error) => log.error('event-failed', error, { event }),
  });
  const principal = { kind: 'agent', agentId: '', name: '', memberships: [] } as const;
  const connection = { id: '', principal, join: () => {}, leave: () => {} };
  const answers: unknown[] = [];
  const acknowledge = (answer: unknown) => void answers.push(answer);
  const fail = async () => {
    throw Object.assign(new Error(`no such column: ${canary}\n    at ${canary}`), { code: canary });
  };
  await receive(connection, 'message:send', fail, canary, acknowledge);
  await receive(connection, 'message:send', async () => JSON.parse(canary), canary, acknowledge);
  expect(answers).toEqual(Array.from({ length: 2 }, () => ({ ok: false, error: { code: 'unavailable' } })));
  expect(lines).toHaveLength(2);
  expect(lines.join('')).not.toContain('canary');
});

test('CASE 6: a store that fails says nothing of what was sent', async () => {
  const broken = await startTestGateway();
  const canary = 'canary-of-case-6';
  const socket = await connectVisitor(broken.url);
  const chatId = await openChat({}, socket);
  await broken.store.close();
  const answer = await socket.ask('message:send', { chatId, messageId: createId(random), body: canary });
  expect(answer).toMatchObject({ ok: false, error: { code: 'unavailable' } });
  const log = await broken.readLog();
  expect(log).toContain('event-failed');
  expect(log).not.toContain(canary);
  expect(log).not.toContain(chatId);
  socket.close();
  await broken.close().catch(() => {});
});

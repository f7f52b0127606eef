import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Action, actions, createCapability, createId, permissions } from '@handlr/core';
import { admit, gatewayRegister, operatorConsent } from '@handlr/privacy';
import { agentRequests, chatSummarySchema, limits, protocolVersion, type Role, roles } from '@handlr/protocol';
import { parse } from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addSite } from '../../packages/gateway/src/site/index.ts';
import { systemClock as clock, systemRandom as random } from '../../packages/gateway/src/system.ts';
import { shopOrigin, siteKey, startTestGateway, type TestGateway } from '../support/gateway.ts';
import { connectAgent, connectVisitor, type TestSocket } from '../support/socket-client.ts';
import { chatIdOf, inboxOf } from './answers.ts';

type ChatKey = { readonly siteId: string; readonly chatId: string };
type Answer = { readonly ok: boolean; readonly error?: { readonly code: string } };

const otherSiteKey = 'other-shop';
const page = { url: 'https://shop.example/teapots', title: '' };

let gateway: TestGateway;
let otherSiteId: string;
let visitors: Record<string, TestSocket>;
let banId = '';

beforeAll(async () => {
  const unlimited = { points: 100_000, duration: 60 };
  gateway = await startTestGateway({ rateLimits: { connections: unlimited, chats: unlimited, requests: unlimited } });
  const site = { siteKey: otherSiteKey, name: 'Other shop', origins: [shopOrigin] };
  otherSiteId = (await addSite({ store: gateway.store, clock, random }, site)).siteId;
  visitors = { [gateway.siteId]: await visit(siteKey), [otherSiteId]: await visit(otherSiteKey) };
});

afterAll(async () => {
  for (const visitor of Object.values(visitors)) visitor.close();
  await gateway.close();
});

function visit(key: string): Promise<TestSocket> {
  return connectVisitor(gateway.url, { auth: { protocol: protocolVersion, siteKey: key } });
}

/** One in force on that site, of somebody who is not here. */
async function standingBan(siteId: string): Promise<string> {
  const nowMs = clock.nowMs();
  const banId = createId(random);
  const ban = {
    siteId,
    banId,
    scope: 'visitor',
    subject: createCapability(random),
    epoch: null,
    reason: 'spam',
    note: '',
    agentId: createId(random),
    createdAt: nowMs,
    endsAt: nowMs + 3_600_000,
    liftedAt: null,
    attempts: 0,
    lastAttemptAt: null,
  } as const;
  await gateway.store.addBan(admit(gatewayRegister.bans, ban, { consent: operatorConsent, nowMs }));
  return banId;
}

async function openChat(siteId: string): Promise<ChatKey> {
  banId = await standingBan(siteId);
  // A ban cut it.
  if (visitors[siteId]?.socket.connected !== true) {
    visitors[siteId] = await visit(siteId === gateway.siteId ? siteKey : otherSiteKey);
  }
  const opened: unknown = await visitors[siteId]?.ask('chat:open', {
    capability: createCapability(random),
    page,
    position: null,
  });
  const chatId = chatIdOf(opened);
  // A visitor who agreed to all there is, so that only the role can stand in the way.
  const visitorToken = createCapability(random);
  await visitors[siteId]?.ask('consent:state', { chatId, visitorToken, statement });
  await visitors[siteId]?.ask('visit:report', { chatId, visitorToken, page });
  return { siteId, chatId };
}

const statement = {
  number: 1,
  choices: { history: 'granted' },
  overGpc: false,
  banner: {},
  gpc: false,
  method: 'panel',
  policyVersion: 1,
  language: 'en',
} as const;

const message = () => ({ messageId: createId(random), body: 'Hello' });

/** Every request that an action stands for. */
const requestsOf: { readonly [A in Action]: readonly (readonly [string, () => object])[] } = {
  'chat:list': [],
  'chat:read': [
    ['chat:join', () => ({ audience: 'public', position: null })],
    ['message:fetch', () => ({ audience: 'public' })],
    ['chat:leave', () => ({})],
  ],
  'note:read': [
    ['chat:join', () => ({ audience: 'team', position: null })],
    ['message:fetch', () => ({ audience: 'team' })],
  ],
  'chat:accept': [['chat:accept', () => ({})]],
  'chat:answer': [
    ['message:send', () => ({ audience: 'public', ...message() })],
    ['typing:set', () => ({ typing: true })],
    ['read:mark', () => ({ seq: 1 })],
  ],
  'note:write': [['message:send', () => ({ audience: 'team', ...message() })]],
  'chat:end': [['chat:end', () => ({})]],
  'visitor:read': [['visitor:history', () => ({})]],
  'ban:add': [
    ['ban:prepare', () => ({})],
    ['ban:add', () => ({ scope: 'chat', reason: 'spam', note: '' })],
  ],
  // They name no chat.
  'ban:list': [['ban:list', () => ({ chatId: undefined })]],
  'ban:extend': [['ban:extend', () => ({ chatId: undefined, banId, forMs: 60_000 })]],
  'ban:lift': [['ban:lift', () => ({ chatId: undefined, banId })]],
  'check:edit': [
    ['checks:show', () => ({})],
    // Faults are an answer as well, and save nothing that the next role would be in conflict with.
    ['checks:save', () => ({ revision: 0, checks: null })],
  ],
};
/** One in which each can be granted. */
const inOrder: readonly Action[] = [
  'chat:list',
  'chat:read',
  'note:read',
  'chat:accept',
  'chat:answer',
  'note:write',
  'visitor:read',
  'check:edit',
  'chat:end',
  'ban:add',
  'ban:list',
  'ban:extend',
  'ban:lift',
];

test('CASE 26: the table is tried action by action, and request by request', () => {
  expect(inOrder.toSorted()).toEqual(actions.toSorted());
  const tried = Object.values(requestsOf).flatMap((requests) => requests.map(([name]) => name));
  // These name no site: whoever asks is answered of the sites that are theirs.
  const ofOwnSites = ['inbox:watch', 'checks:sites', 'visitors:watch', 'visitors:unwatch'];
  // It takes two actions, so it is tried by itself.
  const ofSeveral = ['visitor:transcript'];
  expect([...new Set(tried), ...ofOwnSites, ...ofSeveral].toSorted()).toEqual(Object.keys(agentRequests).toSorted());
});

/** Each request's answer in short, action by action. */
async function tryEverything(agent: TestSocket, key: ChatKey): Promise<Record<string, string>> {
  const outcomes: Record<string, string> = {};
  for (const action of inOrder) {
    for (const [name, payload] of requestsOf[action]) {
      const answer: Answer = await agent.ask(name, {
        ...(name.startsWith('checks:') ? { siteId: key.siteId } : key),
        ...payload(),
      });
      outcomes[`${action} by ${name}`] = answer.ok ? 'granted' : JSON.stringify(answer.error);
    }
  }
  return outcomes;
}

function expected(outcome: (action: Action) => string): Record<string, string> {
  const cells = inOrder.flatMap((action) =>
    requestsOf[action].map(([name]) => [`${action} by ${name}`, outcome(action)] as const),
  );
  return Object.fromEntries(cells);
}

const byTable = (role: Role) =>
  expected((action) => (permissions[role].includes(action) ? 'granted' : '{"code":"forbidden"}'));
const nothingThere = expected(() => '{"code":"not-found"}');

describe.each(roles)('CASE 26: whoever is %s of one site', (role) => {
  let agent: TestSocket;
  beforeAll(async () => {
    agent = await connectAgent(gateway.url, await gateway.signIn(role, gateway.siteId));
  });
  afterAll(() => agent.close());

  test('may there what the table says, and nothing else', async () => {
    expect(await tryEverything(agent, await openChat(gateway.siteId))).toEqual(byTable(role));
  });

  test('asks for an earlier chat where it may read both visitors and chats', async () => {
    const mayRead = permissions[role].includes('visitor:read') && permissions[role].includes('chat:read');
    const request = { ...(await openChat(gateway.siteId)), earlierChatId: createId(random) };
    // Of those who may it is looked for, and there is none.
    expect(await agent.ask('visitor:transcript', request)).toMatchObject({
      error: { code: mayRead ? 'not-found' : 'forbidden' },
    });
  });

  test('finds of another site’s chat exactly what is found of nothing', async () => {
    const real = await openChat(otherSiteId);
    expect(await tryEverything(agent, real)).toEqual(nothingThere);
    expect(await tryEverything(agent, { siteId: otherSiteId, chatId: createId(random) })).toEqual(nothingThere);
    expect(await tryEverything(agent, { siteId: createId(random), chatId: real.chatId })).toEqual(nothingThere);
    expect(await gateway.store.findChat(real)).toMatchObject({ state: 'waiting', publicSeq: 0, teamSeq: 0 });
  });

  test('reaches no other site’s chat through their own site’s id', async () => {
    const real = await openChat(otherSiteId);
    await tryEverything(agent, { ...real, siteId: gateway.siteId });
    expect(await gateway.store.findChat(real)).toMatchObject({ state: 'waiting', publicSeq: 0, teamSeq: 0 });
  });

  test('sees and hears their own site alone', async () => {
    const inbox: unknown = await agent.ask('inbox:watch', {});
    const { sites, chats } = inboxOf(inbox);
    expect(sites.map(({ siteId }) => siteId)).toEqual([gateway.siteId]);
    expect(chats.every(({ siteId }) => siteId === gateway.siteId)).toBe(true);
    const [theirs, ours] = [await openChat(otherSiteId), await openChat(gateway.siteId)];
    await visitors[otherSiteId]?.ask('message:send', { chatId: theirs.chatId, ...message() });
    await visitors[gateway.siteId]?.ask('message:send', { chatId: ours.chatId, ...message() });
    await agent.ask('inbox:watch', {});
    const heard = agent.heard('inbox:changed').map((chat) => parse(chatSummarySchema, chat));
    expect(heard.some(({ chatId }) => chatId === ours.chatId)).toBe(true);
    expect(heard.every(({ siteId }) => siteId === gateway.siteId)).toBe(true);
    expect(agent.heard('message:new')).toEqual([]);
  });
});

test('CASE 26: a role on every site holds on each', async () => {
  const auditor = await connectAgent(gateway.url, await gateway.signIn('auditor'));
  expect(await tryEverything(auditor, await openChat(otherSiteId))).toEqual(byTable('auditor'));
  auditor.close();
});

describe('CASE 26: a visitor', () => {
  const requests: readonly (readonly [string, () => object])[] = [
    ['message:send', message],
    ['message:fetch', () => ({})],
    ['typing:set', () => ({ typing: true })],
    ['read:mark', () => ({ seq: 1 })],
    ['chat:end', () => ({})],
  ];

  test.each(requests)('finds of another’s chat what is found of nothing: %s', async (name, payload) => {
    const stranger = await connectVisitor(gateway.url);
    const other = await openChat(gateway.siteId);
    const ofOther = await stranger.ask(name, { chatId: other.chatId, ...payload() });
    const ofNothing = await stranger.ask(name, { chatId: createId(random), ...payload() });
    expect(ofOther).toEqual({ ok: false, error: { code: 'not-found' } });
    expect(ofNothing).toEqual(ofOther);
    expect(await gateway.store.findChat(other)).toMatchObject({ state: 'waiting', publicSeq: 0 });
    stranger.close();
  });

  test('CASE 25: another site’s key opens nothing, and joins nobody', async () => {
    const capability = createCapability(random);
    const [here, there] = [visitors[gateway.siteId], visitors[otherSiteId]];
    await here?.ask('chat:open', { capability, page, position: null });
    const resumed: Answer | undefined = await there?.ask('chat:resume', { capability, position: null });
    expect(resumed).toEqual({ ok: false, error: { code: 'not-found' } });
    const tampered = capability.startsWith('A') ? `B${capability.slice(1)}` : `A${capability.slice(1)}`;
    expect(await here?.ask('chat:resume', { capability: tampered, position: null })).toEqual(resumed);
  });

  test.each(['chat:resume', 'chat:open'])(
    'CASE 25: reads nothing with an old key once its window is over: %s',
    async (name) => {
      const stranger = await connectVisitor(gateway.url);
      const asked = { capability: createCapability(random), position: null };
      const opened: unknown = await stranger.ask('chat:open', { ...asked, page });
      const chatId = chatIdOf(opened);
      await stranger.ask('chat:end', { chatId });
      const again = () => stranger.ask(name, name === 'chat:open' ? { ...asked, page } : asked);
      expect(await again()).toMatchObject({ ok: true, value: { chat: { state: 'ended' } } });
      const database = new DatabaseSync(join(gateway.folder, 'data/handlr.db'));
      const longAgo = Date.now() - limits.resumeWindowMs - 1;
      database.prepare('UPDATE chats SET ended_at = ? WHERE chat_id = ?').run(longAgo, chatId);
      database.close();
      expect(await again()).toEqual({ ok: false, error: { code: 'not-found' } });
      stranger.close();
    },
  );

  test('hears nothing of what the team notes, nor anything of other chats', async () => {
    const stranger = await connectVisitor(gateway.url);
    const capability = createCapability(random);
    const opened: unknown = await stranger.ask('chat:open', { capability, page, position: null });
    const chatId = chatIdOf(opened);
    const agent = await connectAgent(gateway.url, await gateway.signIn('agent', gateway.siteId));
    const other = await openChat(gateway.siteId);
    for (const key of [other, { siteId: gateway.siteId, chatId }]) {
      await agent.ask('message:send', { ...key, audience: 'team', ...message() });
    }
    await agent.ask('message:send', { ...other, audience: 'public', ...message() });
    const fetched: unknown = await stranger.ask('message:fetch', { chatId });
    expect(fetched).toMatchObject({ ok: true, value: { headSeq: 0, messages: [] } });
    expect(stranger.heard('message:new')).toEqual([]);
    for (const socket of [stranger, agent]) socket.close();
  });
});

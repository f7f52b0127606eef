import { createServer, type Server as HttpServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Server, type Socket } from 'socket.io';
import type { Appearance, SiteConfiguration } from '@handlr/sdk';
import { defaultConsentPolicy, resolveConsent, summariseConsent } from '@handlr/privacy';
import {
  type ChatFacts,
  type ErrorCode,
  type Message,
  refusal,
  socketPath,
  type Statement,
  visitorNamespace,
} from '@handlr/protocol';
import { ensureBuilt, readManifest } from '../support/build.ts';

const root = join(import.meta.dirname, '../..');
const epoch = 'e'.repeat(22);
const agent = { agentId: 'agent-maya-chen-000001', name: 'Maya Chen' };

export type FakeGateway = Awaited<ReturnType<typeof startFakeGateway>>;
type Chat = { facts: ChatFacts; messages: Message[] };
/** Who stated what, and of whom. */
type Stated = { readonly statement: Statement; readonly chatId?: string; readonly visitorToken?: string };

/** A page with the snippet, and a gateway that says what a test tells it to: every state of the box, one step at a time. */
export async function startFakeGateway(
  appearance: Partial<Appearance> = {},
  headers: Record<string, string> = {},
  consent?: SiteConfiguration['consent'],
) {
  await ensureBuilt(['widget']);
  const manifest = await readManifest(root, 'widget');
  const entry = manifest?.entries['widget'];
  if (entry === undefined) throw new Error('The widget is not built');

  const chats = new Map<string, Chat>();
  const opened: unknown[] = [];
  const statements: Statement[] = [];
  const stated: Stated[] = [];
  const reported: unknown[] = [];
  let refuseErasure: ErrorCode | null = null;
  let erasureFree: Promise<unknown> = Promise.resolve();
  let refuseSends: ErrorCode | null = null;
  let refuseSockets: ErrorCode | null = null;
  let failEntries = 0;
  let pageLanguage = 'lang="en"';

  const http = createServer(
    (request, response) =>
      void serve(request.url ?? '/').then(
        ([type, body]) => response.writeHead(200, { 'content-type': type, ...headers }).end(body),
        () => response.writeHead(404, { 'access-control-allow-origin': '*' }).end(),
      ),
  );
  const io = new Server(http, { path: socketPath, serveClient: false, cors: { origin: '*' } });
  const visitors = io.of(visitorNamespace);
  visitors.use((_socket, next) =>
    next(refuseSockets === null ? undefined : Object.assign(new Error('refused'), { data: { code: refuseSockets } })),
  );
  visitors.on('connection', listen);
  const url = await listenOn(http);

  return {
    url,
    opened,
    /** What was stated about consent, and the pages that were reported; in order. */
    statements,
    stated,
    reported,
    refuseErasure: (code: ErrorCode | null) => void (refuseErasure = code),
    /** Erasures wait for it. */
    holdErasure: (until: Promise<unknown>) => void (erasureFree = until),
    chatCount: () => chats.size,
    messages: () => current().messages,
    facts: () => current().facts,
    setPageLanguage: (attributes: string) => void (pageLanguage = attributes),
    refuseSends: (code: ErrorCode | null) => void (refuseSends = code),
    refuseSockets: (code: ErrorCode | null) => void (refuseSockets = code),
    failNextEntries: (count: number) => void (failEntries = count),
    join: () => change({ state: 'active', agent }),
    end: () => change({ state: 'ended', endedAt: Date.now() }),
    readAll: () => change({ readByAgentSeq: current().messages.length }),
    type: (typing: boolean) =>
      visitors.emit('typing:changed', { chatId: current().facts.chatId, who: 'agent', name: agent.name, typing }),
    say(body: string, sentAt = Date.now()): void {
      const { facts } = current();
      visitors.emit('message:new', {
        chatId: facts.chatId,
        audience: 'public',
        epoch,
        message: store({ kind: 'agent', ...agent }, body, sentAt),
      });
    },
    forgetChats: () => chats.clear(),
    dropSockets: () => visitors.disconnectSockets(true),
    socketCount: () => visitors.sockets.size,
    async close(): Promise<void> {
      await io.close();
    },
  };

  async function serve(path: string): Promise<[type: string, body: Buffer | string]> {
    const site = {
      siteKey: 'test-site',
      gatewayUrl: url,
      entry: `${url}/${entry}`,
      name: 'Wrenmarsh Pottery',
      protocol: 1,
      appearance: { accent: '#1d5b6a', accentText: '#ffffff', position: 'right', ...appearance },
      ...(consent && { consent }),
    };
    if (path === '/loader.js') {
      const parts = ['loader', ...(consent?.banner === undefined ? [] : [consent.banner.kind])];
      const code = await Promise.all(parts.map((part) => readFile(join(root, `dist/widget/${part}.js`), 'utf8')));
      return ['text/javascript', `(()=>{const HANDLR_SITE=${JSON.stringify(site)};\n${code.join('\n')}\n})();`];
    }
    if (path.endsWith('.js')) {
      if (failEntries-- > 0) throw new Error('The entry is out of reach');
      return ['text/javascript', await readFile(join(root, 'dist/widget', path))];
    }
    if (path !== '/' && path !== '/other') throw new Error('There is no such page');
    return ['text/html; charset=utf-8', page(pageLanguage)];
  }

  function listen(socket: Socket): void {
    const answer = <Payload>(name: string, perform: (payload: Payload) => unknown): void => {
      socket.on(
        name,
        (payload: Payload, acknowledge: (result: unknown) => void) =>
          void Promise.resolve(perform(payload)).then(acknowledge),
      );
    };
    answer('chat:open', (payload: { capability: string; position: { seq: number } | null }) => {
      opened.push(payload);
      if (!chats.has(payload.capability)) chats.set(payload.capability, { facts: newFacts(chats.size), messages: [] });
      return joined(payload.capability, payload.position?.seq ?? null);
    });
    answer('chat:resume', ({ capability, position }: { capability: string; position: { seq: number } | null }) =>
      chats.has(capability) ? joined(capability, position?.seq ?? null) : refusal('not-found'),
    );
    answer('message:send', ({ messageId, body }: { messageId: string; body: string }) => {
      if (refuseSends !== null) return refusal(refuseSends);
      if (current().facts.state === 'ended') return refusal('ended');
      const known = current().messages.find((message) => message.messageId === messageId);
      const message = known ?? store({ kind: 'visitor' }, body, Date.now(), messageId);
      if (known === undefined) {
        socket.broadcast.emit('message:new', { chatId: current().facts.chatId, audience: 'public', epoch, message });
      }
      return { ok: true, value: { epoch, message } };
    });
    answer('message:fetch', ({ afterSeq, beforeSeq }: { afterSeq?: number; beforeSeq?: number }) => {
      const { messages } = current();
      const found =
        beforeSeq === undefined
          ? messages.filter(({ seq }) => seq > (afterSeq ?? 0))
          : messages.filter(({ seq }) => seq < beforeSeq).slice(-20);
      return { ok: true, value: { epoch, headSeq: messages.length, messages: found } };
    });
    answer('typing:set', () => ({ ok: true, value: null }));
    answer('read:mark', ({ seq }: { seq: number }) => {
      current().facts = { ...current().facts, readByVisitorSeq: seq };
      return { ok: true, value: null };
    });
    answer('consent:state', (payload: Stated) => {
      const { statement } = payload;
      stated.push(payload);
      statements.push(statement);
      return { ok: true, value: { number: statement.number, inForce: inForce(statement, consent) } };
    });
    answer('visit:report', (payload) => {
      reported.push(payload);
      return { ok: true, value: { visits: 1, firstVisitAt: Date.now(), lastVisitAt: Date.now() } };
    });
    answer('chat:erase', async ({ chatId }: { chatId: string }) => {
      await erasureFree;
      if (refuseErasure !== null) return refusal(refuseErasure);
      const [capability, chat] = [...chats].find(([, { facts }]) => facts.chatId === chatId) ?? [];
      if (capability === undefined) return refusal('not-found');
      chats.delete(capability);
      socket.broadcast.emit('chat:erased', { chatId });
      const erased = { 'gateway/messages': chat?.messages.length ?? 0, 'gateway/chats': 1, 'gateway/chat-consents': 0 };
      return { ok: true, value: { erasedAt: Date.now(), erased } };
    });
    answer('chat:end', () => ({ ok: true, value: change({ state: 'ended', endedAt: Date.now() }) }));
  }

  function joined(capability: string, afterSeq: number | null) {
    const chat = chats.get(capability) ?? current();
    const messages = afterSeq === null ? chat.messages.slice(-30) : chat.messages.filter(({ seq }) => seq > afterSeq);
    const recovery = afterSeq === null ? 'snapshot' : 'continued';
    return {
      ok: true,
      value: { chat: chat.facts, catchUp: { recovery, epoch, headSeq: chat.messages.length, messages } },
    };
  }

  function current(): Chat {
    const chat = [...chats.values()].at(-1);
    if (chat === undefined) throw new Error('Nobody has opened a chat');
    return chat;
  }

  function change(fields: Partial<ChatFacts>): ChatFacts {
    const chat = current();
    chat.facts = { ...chat.facts, ...fields };
    visitors.emit('chat:changed', chat.facts);
    return chat.facts;
  }

  function store(sender: Message['sender'], body: string, sentAt: number, messageId?: string): Message {
    const { messages } = current();
    const seq = messages.length + 1;
    const message = { seq, messageId: messageId ?? `agent-message-${seq}`.padEnd(22, '0'), sender, body, sentAt };
    messages.push(message);
    return message;
  }
}

function inForce({ choices, banner, gpc, overGpc, ...rest }: Statement, consent: SiteConfiguration['consent']) {
  const policy = { ...defaultConsentPolicy, ...consent };
  const decision = { choices, overGpc, ...rest, decidedAt: Date.now() };
  return summariseConsent(resolveConsent({ policy, hasActed: true, decision, banner, gpc, nowMs: Date.now() }));
}

function newFacts(count: number): ChatFacts {
  const chatId = `chat-${count}`.padEnd(22, '0');
  return {
    chatId,
    state: 'waiting',
    agent: null,
    openedAt: Date.now(),
    endedAt: null,
    readByVisitorSeq: 0,
    readByAgentSeq: 0,
  };
}

async function listenOn(server: HttpServer): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('There is no port');
  return `http://127.0.0.1:${address.port}`;
}

const page = (language: string): string => `<!doctype html>
<html ${language}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Blue teapot · Wrenmarsh Pottery</title>
<link rel="icon" href="data:,">
</head>
<body>
<main><h1>Blue teapot</h1><p>Thrown by hand, glazed twice.</p></main>
<script async nonce="test" src="/loader.js"></script>
</body>
</html>
`;

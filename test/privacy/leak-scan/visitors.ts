import { createCapability, createId } from '@handlr/core';
import { joinedSchema, type Page } from '@handlr/protocol';
import { parse } from 'valibot';
import { systemRandom as random } from '../../../packages/gateway/src/system.ts';
import { connectVisitor, type TestSocket } from '../../support/socket-client.ts';
import type { Canaries } from './canaries.ts';
import { controls } from './controls.ts';
import type { Recordings } from './recordings.ts';

export type Visitor = TestSocket & {
  readonly chatId: string;
  /** Has the chat erased; they do not come back. */
  eraseChat(): Promise<void>;
};

/** Visitors over sockets, who send everything that the channels give them. What they hear is written down. */
export type Visitors = {
  /** As many who open a chat each and write. */
  arrive(count: number): Promise<readonly Visitor[]>;
  /** All of them again, with what their devices kept, from other addresses. */
  comeBack(): Promise<void>;
  /** They write as fast as they are answered. Resolves after so many answers; they go on until they are cut. */
  hurry(enough: number): Promise<void>;
  /** A connection of one's own. Rejects when it is refused. */
  connect(auth?: object): Promise<TestSocket>;
  leave(): void;
};

type Entering = { readonly capability: string } & Readonly<Record<string, unknown>>;

type Deps = {
  readonly url: string;
  readonly canaries: Canaries;
  readonly recordings: Recordings;
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly pages: readonly Page[];
};

const polling = 4;
const hurrying = 6;

export function createVisitors({ url, canaries, recordings, headers, query, pages }: Deps): Visitors {
  const capabilities = new Set<string>();
  const present = new Set<TestSocket>();
  let came = 0;

  async function connect(auth?: object): Promise<TestSocket> {
    came += 1;
    const transports = [came % polling === 0 ? 'polling' : 'websocket'];
    const visitor = await connectVisitor(url, {
      headers,
      query,
      transports,
      ...(auth === undefined ? {} : { auth }),
    }).catch((error: unknown) => {
      // What a refusal says is heard as well.
      recordings.note('visitors-wire', JSON.stringify([error, String(error)]));
      throw error;
    });
    visitor.socket.io.engine.on('data', (data) => recordings.note('visitors-wire', String(data)));
    present.add(visitor);
    visitor.socket.once('disconnect', () => present.delete(visitor));
    return visitor;
  }

  async function openChat(number: number): Promise<Visitor> {
    const capability = createCapability(random);
    canaries.note('visitor’s capability', capability, ['visitor-storages', 'visitor-profile', 'from-visitors']);
    capabilities.add(capability);
    const page = pages[number % pages.length];
    const visitor = await enter('chat:open', { capability, page, name: `Visitor ${number}`, position: null });
    await visitor.ask('message:send', say(visitor.chatId, controls.message));
    return visitor;
  }

  async function enter(request: 'chat:open' | 'chat:resume', payload: Entering): Promise<Visitor> {
    const visitor = await connect();
    const entered = await visitor.ask(request, payload);
    if (!entered.ok) throw new Error(`${request} was refused: ${entered.error.code}`);
    const { chatId } = parse(joinedSchema, entered.value).chat;
    return {
      ...visitor,
      chatId,
      async eraseChat() {
        capabilities.delete(payload.capability);
        if (!(await visitor.ask('chat:erase', { chatId })).ok) throw new Error('The erasure was refused');
      },
    };
  }

  async function hurry(enough: number): Promise<void> {
    const visitors = await Promise.all([...capabilities].slice(0, hurrying).map(resume));
    let answered = 0;
    await new Promise<void>((resolve) => {
      for (const visitor of visitors) void write(visitor).catch(() => {});

      async function write({ chatId, socket, ask }: Visitor): Promise<void> {
        while (socket.connected) {
          await ask('message:send', say(chatId, controls.message));
          if ((answered += 1) === enough) resolve();
        }
      }
    });
  }

  const resume = (capability: string): Promise<Visitor> => enter('chat:resume', { capability, position: null });

  return {
    arrive: (count) => Promise.all(Array.from({ length: count }, (_, number) => openChat(number))),
    comeBack: async () => void (await Promise.all([...capabilities].map(resume))),
    hurry,
    connect,
    leave() {
      for (const visitor of present) visitor.close();
    },
  };
}

export function say(chatId: string, body: string): { chatId: string; messageId: string; body: string } {
  return { chatId, messageId: createId(random), body };
}

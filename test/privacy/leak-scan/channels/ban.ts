import { createCapability } from '@handlr/core';
import { agentRequests, type BanScope, protocolVersion, staffCalls } from '@handlr/protocol';
import { object, parse } from 'valibot';
import { systemRandom as random } from '../../../../packages/gateway/src/system.ts';
import { shopOrigin } from '../../../support/gateway.ts';
import { connectAgent, type TestSocket } from '../../../support/socket-client.ts';
import type { Canaries } from '../canaries.ts';
import type { Stage } from '../stage.ts';
import type { Channels } from './channel.ts';

/** A site of its own: whoever is banned there comes back to the others. */
const siteKey = 'banning-shop';
const banned = 4;
const shownSchema = object({ value: staffCalls['invitation/show'].reply });

/** Visitors from real addresses are banned by their networks, chats and selves, and knock again; staff say why. */
export function ban(canaries: Canaries): Channels {
  const note = canaries.word('note on a ban', ['store', 'to-agents']);
  let agent: TestSocket | null = null;
  let siteId: string;

  /** Once; before the first kill there is nobody yet who could sign in beside the first owner. */
  async function banAll(stage: Stage): Promise<void> {
    await stage.gateway.command('site', 'add', siteKey, '--name', 'Banning shop', '--origin', shopOrigin);
    const cookie = await signIn(stage);
    const { cookie: _, ...headers } = stage.headers;
    agent = await connectAgent(stage.url, cookie, { headers });
    agent.socket.io.engine.on('data', (data) => stage.recordings.note('agents-wire', String(data)));
    siteId = await findSite(agent);
    for (let at = 0; at < banned; at += 1) {
      await banOne(stage, agent, 'network');
      await banOne(stage, agent, 'chat');
    }
  }

  async function afterRestart(stage: Stage): Promise<void> {
    if (agent === null) await banAll(stage);
    await knock(stage);
  }

  /** One ban is lifted, with its attempts counted; the others stand when the scan comes. */
  async function atEnd({ gateway }: Stage): Promise<void> {
    const [first] = (await gateway.command('ban', 'list', siteKey)).split('\n');
    await gateway.command('ban', 'lift', siteKey, first?.split(' ')[0] ?? '');
    agent?.close();
  }

  async function banOne(stage: Stage, by: TestSocket, scope: BanScope): Promise<void> {
    const visitor = await visit(stage);
    if (visitor === null) return;
    const opened = await visitor.ask('chat:open', {
      capability: createCapability(random),
      page: { url: `${shopOrigin}/`, title: '' },
      position: null,
    });
    if (!opened.ok) throw new Error(`No chat: ${opened.error.code}`);
    const { chatId } = parse(
      object({ chat: object({ chatId: agentRequests['ban:add'].payload.entries.chatId }) }),
      opened.value,
    ).chat;
    const made = await by.ask('ban:add', { siteId, chatId, scope, reason: 'abuse', note });
    if (!made.ok) throw new Error(`Nobody is banned: ${made.error.code}`);
  }

  async function knock(stage: Stage): Promise<void> {
    for (let at = 0; at < 2 * banned; at += 1) (await visit(stage))?.close();
  }

  /** Null for whoever comes from a network that is banned. */
  async function visit({ visitors }: Stage): Promise<TestSocket | null> {
    return visitors.connect({ protocol: protocolVersion, siteKey }).catch((error: Error) => {
      if (error.message === 'closed') return null;
      throw error;
    });
  }

  async function findSite(by: TestSocket): Promise<string> {
    const watched = await by.ask('inbox:watch', {});
    if (!watched.ok) throw new Error(`No inbox: ${watched.error.code}`);
    const { sites } = parse(agentRequests['inbox:watch'].reply, watched.value);
    return sites.find((site) => site.siteKey === siteKey)?.siteId ?? '';
  }

  return { afterRestart, atEnd };
}

/** A supervisor's session, made as the console makes it; answers its Cookie header. */
async function signIn({ gateway, url, headers }: Stage): Promise<string> {
  const email = 'sol@agents.example';
  const link = await gateway.command('agent', 'add', email, '--name', 'Sol', '--role', 'supervisor');
  const token = /#set-up=([\w-]{43})/.exec(link)?.[1] ?? '';
  const { cookie: _, ...others } = headers;
  const call = (name: string, payload: object): Promise<Response> =>
    fetch(`${url}/api/${name}`, {
      method: 'POST',
      headers: { ...others, 'content-type': 'application/json', origin: url },
      body: JSON.stringify(payload),
    });
  const { value } = parse(shownSchema, await (await call('invitation/show', { token })).json());
  const account = { token, name: 'Sol', email, stretch: value.stretch, authKey: createCapability(random) };
  const accepted = await call('invitation/accept', account);
  return accepted.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

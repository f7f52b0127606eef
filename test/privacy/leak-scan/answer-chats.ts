import { inboxSchema } from '@handlr/protocol';
import { parse } from 'valibot';
import { sessionCookie } from '../../../packages/gateway/src/staff/session-cookie.ts';
import { connectAgent } from '../../support/socket-client.ts';
import { controls } from './controls.ts';
import type { Stage } from './stage.ts';
import { say } from './visitors.ts';

/** As many as one socket may do in ten seconds. */
const mostChats = 20;

/** An agent's socket that takes what waits, answers, and leaves a note for the team. All that it hears is written down. */
export async function answerChats({ url, canaries, recordings, headers }: Stage, session: string): Promise<void> {
  const note = canaries.word('note for the team', ['store', 'to-agents']);
  // Behind the same hop as everybody, but with a cookie of its own.
  const { cookie: _, ...others } = headers;
  const agent = await connectAgent(url, `${sessionCookie(url).name}=${session}`, { headers: others });
  agent.socket.io.engine.on('data', (data) => recordings.note('agents-wire', String(data)));
  const watched = await agent.ask('inbox:watch', {});
  if (!watched.ok) throw new Error(`No inbox: ${watched.error.code}`);
  const { chats } = parse(inboxSchema, watched.value);
  for (const { siteId, chatId } of chats.slice(0, mostChats)) {
    await agent.ask('chat:accept', { siteId, chatId });
    await agent.ask('chat:join', { siteId, chatId, audience: 'public', position: null });
    await agent.ask('message:send', { siteId, ...say(chatId, controls.reply), audience: 'public' });
    await agent.ask('message:send', { siteId, ...say(chatId, note), audience: 'team' });
  }
  agent.close();
}

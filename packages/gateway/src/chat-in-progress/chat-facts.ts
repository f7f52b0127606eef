import type { ChatFacts } from '@handlr/protocol';
import type { Directory } from '../directory.ts';
import type { StoredChat } from '../storage/index.ts';

/** What both sides know of a chat. */
export async function chatFacts(chat: StoredChat, directory: Directory): Promise<ChatFacts> {
  const { chatId, state, agentId, openedAt, endedAt, readByVisitorSeq, readByAgentSeq } = chat;
  const agent = agentId === null ? null : { agentId, name: await directory.agentName(agentId) };
  return { chatId, state, agent, openedAt, endedAt, readByVisitorSeq, readByAgentSeq };
}

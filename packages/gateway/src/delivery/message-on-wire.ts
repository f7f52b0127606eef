import type { Message } from '@handlr/protocol';
import type { Directory } from '../directory.ts';
import type { StoredMessage } from '../storage/index.ts';

/** A stored message as readers see it. */
export async function messageOnWire(
  { seq, messageId, sender, body, sentAt }: StoredMessage,
  directory: Directory,
): Promise<Message> {
  if (sender === 'visitor') return { seq, messageId, sender: { kind: 'visitor' }, body, sentAt };
  const name = await directory.agentName(sender);
  return { seq, messageId, sender: { kind: 'agent', agentId: sender, name }, body, sentAt };
}

export async function messagesOnWire(messages: readonly StoredMessage[], directory: Directory): Promise<Message[]> {
  return Promise.all(messages.map((message) => messageOnWire(message, directory)));
}

import type { ChatSummary } from '@handlr/protocol';
import { Fact } from '../visitor-card/fact.tsx';
import { moment } from '../visit-history/history-words.ts';
import { useConsole } from '../workspace/console-context.ts';
import { sessionWords } from './session-words.ts';
import { sessionsOfChat } from './sessions-of-chat.ts';

/** Which session of the chat goes on, once the visitor came back to it. */
export function ChatSessionFact({ chat }: { chat: ChatSummary }) {
  const { desk } = useConsole();
  const conversation = desk.conversation.value;
  if (conversation?.reference.chatId !== chat.chatId) return null;
  const words = sessionWords(sessionsOfChat(chat, conversation.stream.value), (atMs) => moment(atMs, desk.nowMs.value));
  return words === '' ? null : <Fact label="Chat session">{words}</Fact>;
}

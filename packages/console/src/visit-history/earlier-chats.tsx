import type { VisitHistory } from '@handlr/protocol';
import { fullTimeWords } from '../conversation/message-time.ts';
import { lengthWords, moment } from './history-words.ts';

type Props = Pick<VisitHistory, 'earlierChats'> & { readonly nowMs: number };

export function EarlierChats({ earlierChats, nowMs }: Props) {
  if (earlierChats.length === 0) return <p class="history-none">None: this is their first chat</p>;
  return (
    <ul class="earlier">
      {earlierChats.map((chat) => (
        <li key={chat.chatId} class="earlier-chat">
          <time dateTime={new Date(chat.openedAt).toISOString()} title={fullTimeWords(chat.openedAt)}>
            {moment(chat.openedAt, nowMs)}
          </time>
          <span class="earlier-length">{lengthWords(chat)}</span>
        </li>
      ))}
    </ul>
  );
}

import type { VisitHistory } from '@handlr/protocol';
import { useState } from 'preact/hooks';
import { fullTimeWords } from '../conversation/message-time.ts';
import { useConsole } from '../workspace/console-context.ts';
import { lengthWords, moment } from './history-words.ts';
import { TranscriptDialog } from './transcript-dialog.tsx';

type Props = Pick<VisitHistory, 'earlierChats'> & { readonly nowMs: number };

/** Each opens what was written, where the agent's role lets them read chats. */
export function EarlierChats({ earlierChats, nowMs }: Props) {
  const { desk } = useConsole();
  const [openId, setOpenId] = useState<string | null>(null);
  const selected = desk.selected.value;
  // One that was erased meanwhile is none of them any more.
  const opened = earlierChats.find(({ chatId }) => chatId === openId);
  if (earlierChats.length === 0) return <p class="history-none">None: this is their first chat</p>;
  const mayRead = selected !== null && desk.may(selected, 'chat:read');
  return (
    <>
      <ul class="earlier">
        {earlierChats.map((chat) => (
          <li key={chat.chatId} class="earlier-chat">
            <time dateTime={new Date(chat.openedAt).toISOString()} title={fullTimeWords(chat.openedAt)}>
              {moment(chat.openedAt, nowMs)}
            </time>
            <span class="earlier-length">{lengthWords(chat)}</span>
            {mayRead && (
              <button
                type="button"
                class="button button-small"
                aria-label={`Read the chat of ${moment(chat.openedAt, nowMs)}`}
                onClick={() => setOpenId(chat.chatId)}
              >
                Read
              </button>
            )}
          </li>
        ))}
      </ul>
      {opened !== undefined && selected !== null && (
        <TranscriptDialog
          siteId={selected.siteId}
          chatId={selected.chatId}
          earlier={opened}
          onClose={() => setOpenId(null)}
        />
      )}
    </>
  );
}

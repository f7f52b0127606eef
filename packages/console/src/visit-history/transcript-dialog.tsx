import type { Message, VisitHistory } from '@handlr/protocol';
import { useEffect, useMemo } from 'preact/hooks';
import { splitLinks } from '../conversation/linked-text.ts';
import { dayOf, dayWords, fullTimeWords, timeWords } from '../conversation/message-time.ts';
import { Dialog } from '../look/dialog.tsx';
import { useConsole } from '../workspace/console-context.ts';
import { followTranscript, type TranscriptView } from './follow-transcript.ts';
import { moment } from './history-words.ts';

type Props = {
  readonly siteId: string;
  readonly chatId: string;
  readonly earlier: VisitHistory['earlierChats'][number];
  readonly onClose: () => void;
};

/** An earlier chat of the same visitor, to be read and nothing else. */
export function TranscriptDialog({ siteId, chatId, earlier, onClose }: Props) {
  const { desk } = useConsole();
  const transcript = useMemo(
    () => followTranscript({ siteId, chatId, earlierChatId: earlier.chatId }, desk.request),
    [siteId, chatId, earlier.chatId],
  );
  useEffect(() => () => transcript.stop(), [transcript]);
  return (
    <Dialog labelledBy="earlier-title" onClose={onClose} class="earlier-dialog">
      <header class="earlier-head">
        <h2 id="earlier-title" class="dialog-title">
          Chat of {moment(earlier.openedAt, desk.nowMs.peek())}
        </h2>
        <p class="earlier-note">Read only. Shown while the visitor agrees to it.</p>
      </header>
      <div class="earlier-body" role="region" aria-label="Messages of the earlier chat" tabIndex={0}>
        <Body view={transcript.view.value} onRetry={transcript.retry} onOlder={transcript.wantOlder} />
      </div>
      <footer class="earlier-foot">
        <button type="button" class="button" onClick={onClose}>
          Close
        </button>
      </footer>
    </Dialog>
  );
}

type BodyProps = { readonly view: TranscriptView; readonly onRetry: () => void; readonly onOlder: () => void };

function Body({ view, onRetry, onOlder }: BodyProps) {
  switch (view.kind) {
    case 'loading':
      return (
        <div class="earlier-loading" aria-busy="true">
          <p class="unseen">Loading messages</p>
          <span class="skeleton skeleton-bubble" aria-hidden="true" />
          <span class="skeleton skeleton-bubble skeleton-short" aria-hidden="true" />
        </div>
      );
    case 'failed':
      return (
        <div class="history-failed" role="alert">
          <p>This chat didn’t load.</p>
          <button type="button" class="button button-small" onClick={onRetry}>
            Try again
          </button>
        </div>
      );
    case 'gone':
      return <p class="history-none">This chat isn’t there any more: it was erased, or the visitor withdrew.</p>;
    case 'shown':
      if (view.messages.length === 0) return <p class="history-none">Nothing was written in this chat.</p>;
      return (
        <>
          {view.hasOlder && (
            <button
              type="button"
              class="button button-small"
              aria-disabled={view.older === 'loading' ? 'true' : undefined}
              onClick={onOlder}
            >
              {view.older === 'failed' ? 'Didn’t load. Try again' : 'Show earlier messages'}
            </button>
          )}
          <ol class="earlier-messages">
            {view.messages.map((message, at) => (
              <Line key={message.messageId} message={message} before={view.messages[at - 1]} />
            ))}
          </ol>
        </>
      );
  }
}

function Line({ message, before }: { message: Message; before: Message | undefined }) {
  const { sender, sentAt, body } = message;
  const nowMs = useConsole().desk.nowMs.peek();
  const isNewDay = before === undefined || dayOf(before.sentAt) !== dayOf(sentAt);
  return (
    <li class={`earlier-message earlier-of-${sender.kind}`}>
      {isNewDay && <p class="trail-date">{dayWords(sentAt, nowMs)}</p>}
      <p class="message-head">
        <bdi class="message-name">{sender.kind === 'visitor' ? 'Visitor' : sender.name}</bdi>
        <time dateTime={new Date(sentAt).toISOString()} title={fullTimeWords(sentAt)}>
          {timeWords(sentAt)}
        </time>
      </p>
      <p class="earlier-text" dir="auto">
        {splitLinks(body).map(({ text, address }, at) =>
          address === null ? (
            text
          ) : (
            <a key={at} href={address} target="_blank" rel="noreferrer noopener nofollow">
              {text}
            </a>
          ),
        )}
      </p>
    </li>
  );
}

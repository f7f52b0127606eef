import type { MessageView } from '@handlr/core';
import type { Conversation } from './conversation.ts';
import { DeliveryLine } from './delivery-line.tsx';
import { splitLinks } from './linked-text.ts';
import { fullTimeWords, timeWords } from './message-time.ts';
import type { MessageGroup } from './timeline.ts';

type Props = {
  readonly group: MessageGroup;
  readonly visitorName: string;
  /** The newest own message: only beneath it is said how far it got. */
  readonly lastOwnId: string | undefined;
  readonly conversation: Conversation;
};

export function MessageGroupView({ group, visitorName, lastOwnId, conversation }: Props) {
  const { sender, isOwn, messages } = group;
  const name = sender.kind === 'visitor' ? visitorName : isOwn ? 'You' : sender.name;
  const side = sender.kind === 'visitor' ? 'theirs' : isOwn ? 'ours ours-own' : 'ours';
  const stored = messages.find(({ seq }) => seq !== null);
  return (
    <div class={`message-group ${side}`} role="group" aria-label={name}>
      <p class="message-head">
        <bdi class="message-name">{name}</bdi>
        {stored !== undefined && (
          <time dateTime={new Date(stored.atMs).toISOString()} title={fullTimeWords(stored.atMs)}>
            {timeWords(stored.atMs)}
          </time>
        )}
      </p>
      {messages.map((message) => (
        <div key={message.messageId} class="message">
          <Bubble message={message} />
          {isOwn && (
            <DeliveryLine message={message} isLast={message.messageId === lastOwnId} conversation={conversation} />
          )}
        </div>
      ))}
    </div>
  );
}

function Bubble({ message: { body, delivery } }: { message: MessageView }) {
  return (
    <p class={`bubble bubble-${delivery}`} dir="auto">
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
  );
}

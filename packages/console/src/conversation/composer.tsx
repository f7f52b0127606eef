import { type ChatSummary, limits } from '@handlr/protocol';
import ArrowUp from 'lucide/dist/esm/icons/arrow-up.mjs';
import { Icon } from '../look/icon.tsx';
import { KeyWord } from '../look/key-cap.tsx';
import { visitorLabel } from '../visitor-card/visitor-label.ts';
import { useConsole } from '../workspace/console-context.ts';
import { composerId } from '../workspace/view-state.ts';
import type { Conversation } from './conversation.ts';
import { readyToSend } from './ready-to-send.ts';

type Props = { readonly chat: ChatSummary; readonly conversation: Conversation };

const counterFrom = limits.messageBodyLength - 500;

export function Composer({ chat, conversation }: Props) {
  const { desk } = useConsole();
  const text = desk.draftOf(chat.chatId);
  const body = readyToSend(text);
  const left = limits.messageBodyLength - text.length;

  function send(): void {
    if (body === null) return;
    desk.writeDraft(chat.chatId, '');
    conversation.send(body);
  }

  function onKeyDown(event: KeyboardEvent & { currentTarget: HTMLTextAreaElement }): void {
    if (event.key === 'Escape') return event.currentTarget.blur();
    // While an input method is composing, Enter picks a word.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  }

  return (
    // Without `autocomplete` Chromium keeps what is typed and not sent in its session file, on the agent's disk.
    <form
      class="composer"
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div class="composer-box">
        <div class="composer-grow" data-text={text}>
          <textarea
            id={composerId}
            class="composer-text"
            rows={1}
            dir="auto"
            aria-label={`Reply to ${visitorLabel(chat)}`}
            aria-describedby="composer-hint"
            placeholder="Write a reply…"
            value={text}
            onInput={({ currentTarget }) => {
              desk.writeDraft(chat.chatId, currentTarget.value);
              conversation.typed(currentTarget.value);
            }}
            onBlur={() => conversation.typed('')}
            onKeyDown={onKeyDown}
          />
        </div>
        <button type="submit" class="send-button" aria-label="Send" title="Send (Enter)" aria-disabled={body === null}>
          <Icon of={ArrowUp} size={20} />
        </button>
      </div>
      <p id="composer-hint" class="composer-hint">
        {text.length > counterFrom ? (
          <span class={left < 0 ? 'composer-over' : ''}>{left < 0 ? `${-left} too long` : `${left} left`}</span>
        ) : (
          <span class="only-keyboard">
            <KeyWord keys="Enter" /> sends, <KeyWord keys="Shift Enter" /> makes a new line
          </span>
        )}
      </p>
    </form>
  );
}

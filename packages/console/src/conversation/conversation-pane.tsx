import MessageCircle from 'lucide/dist/esm/icons/message-circle.mjs';
import './conversation.css';
import { Icon } from '../look/icon.tsx';
import { KeyWord } from '../look/key-cap.tsx';
import { useConsole } from '../workspace/console-context.ts';
import { conversationTitleId } from '../workspace/view-state.ts';
import { ConversationFoot } from './conversation-foot.tsx';
import { ConversationHeader } from './conversation-header.tsx';
import { MessageList } from './message-list.tsx';

export function ConversationPane() {
  const { desk } = useConsole();
  const chat = desk.selected.value;
  const conversation = desk.conversation.value;
  if (chat === null || conversation === null) {
    const { loaded, chats } = desk.inbox.value;
    return (
      <section class="pane conversation conversation-none" aria-label="Conversation">
        {loaded && chats.size === 0 ? <NothingYet /> : <NothingSelected />}
      </section>
    );
  }
  return (
    <section class="pane conversation" aria-labelledby={conversationTitleId}>
      <ConversationHeader chat={chat} />
      <MessageList key={chat.chatId} chat={chat} conversation={conversation} />
      <ConversationFoot key={`foot-${chat.chatId}`} chat={chat} conversation={conversation} />
    </section>
  );
}

function NothingSelected() {
  return (
    <div class="empty">
      <span class="empty-picture">
        <Icon of={MessageCircle} size={28} />
      </span>
      <p class="empty-title">Pick a chat to read it</p>
      <p class="empty-hint">
        <KeyWord keys="j" /> <KeyWord keys="k" /> go through the list, <KeyWord keys="?" /> shows every shortcut
      </p>
    </div>
  );
}

function NothingYet() {
  return (
    <div class="empty">
      <span class="empty-picture">
        <Icon of={MessageCircle} size={28} />
      </span>
      <p class="empty-title">No chats at the moment</p>
      <p class="empty-hint">When a visitor writes, the chat waits in your inbox</p>
    </div>
  );
}

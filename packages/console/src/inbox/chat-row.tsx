import type { ChatSummary } from '@handlr/protocol';
import { Avatar } from '../look/avatar.tsx';
import { visitorLabel } from '../visitor-card/visitor-label.ts';
import { useConsole } from '../workspace/console-context.ts';
import { composerId, conversationTitleId, focusSoon } from '../workspace/view-state.ts';
import { awayWords, shortAge, shortAway, spokenAge, stopwatch } from './age.ts';
import { isMine } from './inbox-groups.ts';
import { unreadCount } from './inbox-state.ts';

type Props = { readonly chat: ChatSummary; readonly isTabStop: boolean };

export function ChatRow({ chat, isTabStop }: Props) {
  const { desk, view } = useConsole();
  const { agentId } = desk.profile;
  const isSelected = desk.selected.value?.chatId === chat.chatId;
  const unread = isMine(chat, agentId) ? unreadCount(chat) : 0;

  function open(): void {
    view.showCard(false);
    desk.select(chat.chatId);
    const canWrite = chat.state === 'active' && isMine(chat, agentId);
    // On a touch screen the keyboard would cover what was just opened.
    focusSoon(canWrite && matchMedia('(pointer: fine)').matches ? composerId : conversationTitleId);
  }

  return (
    <li>
      <button
        type="button"
        class={unread > 0 ? 'chat-row chat-row-unread' : 'chat-row'}
        aria-current={isSelected ? 'true' : undefined}
        tabIndex={isTabStop ? 0 : -1}
        onClick={open}
      >
        <Avatar name={chat.visitorName} present={chat.state === 'ended' ? undefined : chat.visitorPresent} />
        <span class="chat-row-main">
          <span class="chat-row-top">
            <span class="chat-row-name">
              <bdi>{visitorLabel(chat)}</bdi>
            </span>
            <RowAge chat={chat} />
          </span>
          <span class="chat-row-bottom">
            <RowPreview chat={chat} />
            {unread > 0 && (
              <span class="count">
                {unread}
                <span class="unseen"> unread</span>
              </span>
            )}
          </span>
          <span class="chat-row-foot">
            {desk.inbox.value.sites.length > 1 && <span class="site-chip">{chat.siteName}</span>}
            {chat.opening.kind === 'offline' && <span class="site-chip">Offline message</span>}
            {chat.agent !== null && chat.agent.agentId !== agentId && (
              <span class="chat-row-agent">with {chat.agent.name}</span>
            )}
            <Presence chat={chat} />
          </span>
        </span>
      </button>
    </li>
  );
}

function Presence({ chat }: { chat: ChatSummary }) {
  const now = useConsole().desk.nowMs.value;
  if (chat.state === 'ended') return null;
  if (chat.visitorPresent) return <span class="unseen">, visitor is here</span>;
  return (
    <span class="chat-row-away">
      <span aria-hidden="true">{shortAway(chat, now)}</span>
      <span class="unseen">, visitor is {awayWords(chat, now)}</span>
    </span>
  );
}

function RowAge({ chat }: { chat: ChatSummary }) {
  const { desk } = useConsole();
  const now = desk.nowMs.value;
  if (chat.state === 'waiting') {
    const age = now - chat.openedAt;
    return (
      <span class="wait-clock">
        <span aria-hidden="true">{stopwatch(age)}</span>
        <span class="unseen">, waiting {spokenAge(age)}</span>
      </span>
    );
  }
  const age = now - (chat.endedAt ?? chat.lastMessage?.sentAt ?? chat.openedAt);
  return <span class="row-age">{shortAge(age)}</span>;
}

function RowPreview({ chat }: { chat: ChatSummary }) {
  const { desk } = useConsole();
  const typist = desk.conversationOf(chat.chatId)?.typist.value;
  if (typist?.who === 'visitor') return <span class="chat-row-preview chat-row-typing">typing…</span>;
  if (chat.lastMessage === null) return <span class="chat-row-preview">Hasn’t written yet</span>;
  const { sender, preview } = chat.lastMessage;
  const isOwn = sender.kind === 'agent' && sender.agentId === desk.profile.agentId;
  return (
    <span class="chat-row-preview">
      {sender.kind === 'agent' && <span>{isOwn ? 'You: ' : `${sender.name}: `}</span>}
      <bdi>{preview}</bdi>
    </span>
  );
}

import type { ChatSummary } from '@handlr/protocol';
import ArrowLeft from 'lucide/dist/esm/icons/arrow-left.mjs';
import Ban from 'lucide/dist/esm/icons/ban.mjs';
import PanelRight from 'lucide/dist/esm/icons/panel-right.mjs';
import { isMine } from '../inbox/inbox-groups.ts';
import { awayWords } from '../inbox/age.ts';
import { Avatar } from '../look/avatar.tsx';
import { Icon } from '../look/icon.tsx';
import { KeyCap } from '../look/key-cap.tsx';
import { visitorLabel } from '../visitor-card/visitor-label.ts';
import { useConsole } from '../workspace/console-context.ts';
import { conversationTitleId, toggleCard } from '../workspace/view-state.ts';

export function ConversationHeader({ chat }: { chat: ChatSummary }) {
  const { desk, view } = useConsole();
  const canEnd = chat.state === 'active' && isMine(chat, desk.profile.agentId) && desk.may(chat, 'chat:end');
  return (
    <header class="pane-header conversation-header">
      <button
        type="button"
        class="icon-button only-narrow"
        aria-label="Back to the list"
        onClick={() => desk.select(null)}
      >
        <Icon of={ArrowLeft} size={20} />
      </button>
      <Avatar name={chat.visitorName} present={chat.state === 'ended' ? undefined : chat.visitorPresent} />
      <div class="conversation-who">
        <h2 id={conversationTitleId} class="conversation-title" tabIndex={-1}>
          <bdi>{visitorLabel(chat)}</bdi>
        </h2>
        <p class="conversation-subtitle">
          {presence(chat, desk.nowMs.value)} · {chat.siteName}
        </p>
      </div>
      {canEnd && (
        <button type="button" class="button button-small" onClick={() => view.open('end-chat')}>
          <span>
            End<span class="only-roomy"> chat</span>
          </span>
          <KeyCap keys="e" />
        </button>
      )}
      {desk.may(chat, 'ban:add') && (
        <button
          type="button"
          class="icon-button"
          aria-label="Ban visitor…"
          title="Ban visitor… (B)"
          onClick={() => view.open('ban')}
        >
          <Icon of={Ban} size={20} />
        </button>
      )}
      <button
        type="button"
        class="icon-button not-wide"
        aria-label="Visitor’s card"
        title="Visitor’s card (I)"
        aria-expanded={view.cardOpen.value}
        onClick={() => toggleCard(view)}
      >
        <Icon of={PanelRight} size={20} />
      </button>
    </header>
  );
}

function presence(chat: ChatSummary, nowMs: number): string {
  if (chat.state === 'ended') return 'Chat ended';
  return chat.visitorPresent ? 'Here now' : awayWords(chat, nowMs).replace(/^a/, 'A');
}

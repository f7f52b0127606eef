import Search from 'lucide/dist/esm/icons/search.mjs';
import './inbox.css';
import { Icon } from '../look/icon.tsx';
import { KeyCap } from '../look/key-cap.tsx';
import { Mark } from '../look/mark.tsx';
import { useConsole } from '../workspace/console-context.ts';
import { ChatGroups } from './chat-groups.tsx';
import { AgentMenu } from './agent-menu.tsx';

export function InboxPane() {
  const { desk, view } = useConsole();
  return (
    <nav class="pane inbox" aria-label="Chats">
      <header class="pane-header inbox-header">
        <Mark />
        <h2 class="pane-title">Inbox</h2>
        <button type="button" class="search-button" title="Search and commands" onClick={() => view.open('palette')}>
          <Icon of={Search} />
          <span class="unseen">Search and commands</span>
          <KeyCap keys="Mod k" />
        </button>
      </header>
      <div class="inbox-scroll">{desk.inbox.value.loaded ? <ChatGroups /> : <InboxSkeleton />}</div>
      <AgentMenu />
    </nav>
  );
}

function InboxSkeleton() {
  return (
    <div class="skeleton-list" aria-busy="true">
      <p class="unseen">Loading chats</p>
      {[0, 1, 2, 3, 4].map((at) => (
        <div key={at} class="skeleton-row" aria-hidden="true">
          <span class="skeleton skeleton-avatar" />
          <span class="skeleton skeleton-lines" />
        </div>
      ))}
    </div>
  );
}

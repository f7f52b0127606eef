import ArrowLeft from 'lucide/dist/esm/icons/arrow-left.mjs';
import './visitor-card.css';
import { Icon } from '../look/icon.tsx';
import { useConsole } from '../workspace/console-context.ts';
import { toggleCard } from '../workspace/view-state.ts';
import { VisitorCard } from './visitor-card.tsx';

export function VisitorPane() {
  const { desk, view } = useConsole();
  const chat = desk.selected.value;
  if (chat === null) return null;
  return (
    <section class="pane visitor" aria-label="Visitor’s card">
      <header class="pane-header visitor-header not-wide">
        <button
          type="button"
          class="icon-button"
          aria-label="Back to the conversation"
          onClick={() => toggleCard(view)}
        >
          <Icon of={ArrowLeft} size={20} />
        </button>
        <p class="pane-title">Visitor</p>
      </header>
      <VisitorCard key={chat.chatId} chat={chat} />
    </section>
  );
}

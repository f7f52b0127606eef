import { useEffect, useRef } from 'preact/hooks';
import { ConversationPane } from '../conversation/conversation-pane.tsx';
import { VisitorPane } from '../visitor-card/visitor-pane.tsx';
import { useConsole } from '../workspace/console-context.ts';
import { InboxPane } from './inbox-pane.tsx';

/** Three panes where there is room, two with the card on call, or one at a time. */
export function InboxScreen() {
  const { desk, view } = useConsole();
  const title = useRef<HTMLHeadingElement>(null);
  const hasNone = desk.selected.value === null;
  // The form that had the focus is gone, or the chat was erased around it.
  useEffect(() => {
    if (hasNone && document.activeElement === document.body) title.current?.focus();
  }, [hasNone]);

  const pane = hasNone ? 'inbox' : view.cardOpen.value ? 'visitor' : 'conversation';
  return (
    <main class="workspace" data-pane={pane}>
      <h1 ref={title} class="unseen" tabIndex={-1}>
        Handlr
      </h1>
      <InboxPane />
      <ConversationPane />
      <VisitorPane />
    </main>
  );
}

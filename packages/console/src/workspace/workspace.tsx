import { useEffect, useRef } from 'preact/hooks';
import './workspace.css';
import { AboutDialog } from '../about/about-dialog.tsx';
import { ConversationPane } from '../conversation/conversation-pane.tsx';
import { EndChatDialog } from '../conversation/end-chat-dialog.tsx';
import { InboxPane } from '../inbox/inbox-pane.tsx';
import { CommandPalette } from '../palette/command-palette.tsx';
import { listenForKeys } from '../palette/listen-for-keys.ts';
import { ShortcutsDialog } from '../palette/shortcuts-dialog.tsx';
import { VisitorPane } from '../visitor-card/visitor-pane.tsx';
import { useConsole } from './console-context.ts';
import { LinkBanner } from './link-banner.tsx';
import { ToastBar } from './toast-bar.tsx';

/** Three panes where there is room, two with the card on call, or one at a time. */
export function Workspace() {
  const console = useConsole();
  const { desk, view } = console;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => listenForKeys(console), [console]);
  const hasNone = desk.selected.value === null;
  // The form that had the focus is gone, or the chat was erased around it.
  useEffect(() => {
    if (hasNone && document.activeElement === document.body) title.current?.focus();
  }, [hasNone]);

  const pane = hasNone ? 'inbox' : view.cardOpen.value ? 'visitor' : 'conversation';
  return (
    <>
      <LinkBanner />
      <main class="workspace" data-pane={pane}>
        <h1 ref={title} class="unseen" tabIndex={-1}>
          Handlr
        </h1>
        <InboxPane />
        <ConversationPane />
        <VisitorPane />
      </main>
      <ToastBar />
      <p class="unseen" role="status">
        {desk.announcement.value}
      </p>
      <Overlays />
    </>
  );
}

function Overlays() {
  const { overlay, close } = useConsole().view;
  switch (overlay.value) {
    case null:
      return null;
    case 'palette':
      return <CommandPalette onClose={close} />;
    case 'shortcuts':
      return <ShortcutsDialog onClose={close} />;
    case 'about':
      return <AboutDialog onClose={close} />;
    case 'end-chat':
      return <EndChatDialog onClose={close} />;
  }
}

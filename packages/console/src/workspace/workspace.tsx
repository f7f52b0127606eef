import { useEffect } from 'preact/hooks';
import './workspace.css';
import { AboutDialog } from '../about/about-dialog.tsx';
import { BanDialog } from '../ban/ban-dialog.tsx';
import { EndChatDialog } from '../conversation/end-chat-dialog.tsx';
import { CommandPalette } from '../palette/command-palette.tsx';
import { listenForKeys } from '../palette/listen-for-keys.ts';
import { ShortcutsDialog } from '../palette/shortcuts-dialog.tsx';
import { SessionsDialog } from '../sessions/sessions-dialog.tsx';
import { useConsole } from './console-context.ts';
import { LinkBanner } from './link-banner.tsx';
import { Rail } from './rail.tsx';
import { sectionOf } from './sections.ts';
import { ToastBar } from './toast-bar.tsx';

/** One screen at a time, and what stands over all of them. */
export function Workspace() {
  const console = useConsole();
  const { desk, view } = console;
  useEffect(() => listenForKeys(console), [console]);
  const { Screen } = sectionOf(desk, view.section.value);
  return (
    <>
      <LinkBanner />
      <div class="frame">
        <Rail />
        <Screen />
      </div>
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
    case 'ban':
      return <BanDialog onClose={close} />;
    case 'sessions':
      return <SessionsDialog onClose={close} />;
  }
}

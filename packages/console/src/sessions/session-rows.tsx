import type { AgentSession } from '@handlr/protocol';
import Monitor from 'lucide/dist/esm/icons/monitor.mjs';
import { Icon } from '../look/icon.tsx';
import { useConsole } from '../workspace/console-context.ts';
import { signOut } from '../workspace/sign-out.ts';
import type { SessionList } from './session-list.ts';
import { browserWords, startedWords, usedWords } from './session-words.ts';

type Props = { readonly list: SessionList; readonly isLost: boolean; onEnded(isOver: boolean): void };

export function SessionRows({ list, isLost, onEnded }: Props) {
  const context = useConsole();
  const isBusy = isLost || list.ending.value !== null;
  const end = (session: AgentSession): void => {
    if (isBusy) return;
    // This one goes the way that it always goes, which also locks what was unlocked here.
    if (session.current) {
      // Should it not work, the word about it stands behind this dialog.
      context.view.close();
      void signOut(context);
    } else void list.end(session).then(onEnded);
  };
  return (
    <ul class="sessions-rows">
      {list.shown.value.map((session) => (
        <li key={session.sessionId} class="sessions-row">
          <Icon of={Monitor} />
          <div class="sessions-what">
            <p class="sessions-browser" id={`browser-${session.sessionId}`}>
              {browserWords(session)}
              {session.current && <span class="sessions-this">This one</span>}
            </p>
            <p class="sessions-when">
              {session.current ? 'In use now' : usedWords(session, list.nowMs.value)}.{' '}
              <span class="sessions-started">{startedWords(session, list.nowMs.value)}.</span>
            </p>
          </div>
          <button
            type="button"
            class="button button-small"
            aria-disabled={isBusy}
            aria-describedby={`browser-${session.sessionId}`}
            onClick={() => end(session)}
          >
            {list.ending.value === session.sessionId ? 'Signing out…' : 'Sign out'}
          </button>
        </li>
      ))}
    </ul>
  );
}

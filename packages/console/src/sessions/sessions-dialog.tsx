import { useEffect, useMemo, useRef } from 'preact/hooks';
import './sessions.css';
import { Dialog } from '../look/dialog.tsx';
import { useConsole } from '../workspace/console-context.ts';
import { createSessionList, type SessionList } from './session-list.ts';
import { SessionRows } from './session-rows.tsx';

export function SessionsDialog({ onClose }: { onClose: () => void }) {
  const { desk, session } = useConsole();
  const list = useMemo(() => createSessionList(session), [session]);
  const title = useRef<HTMLHeadingElement>(null);
  const isLost = desk.link.value === 'lost';

  // Once the connection is back, the list is made good by itself.
  useEffect(() => {
    if (!isLost) void list.load();
  }, [list, isLost]);

  /** The button that was pressed is gone with its row. */
  const focusTitle = (isOver: boolean): void => {
    if (isOver) title.current?.focus();
  };

  return (
    <Dialog labelledBy="sessions-title" onClose={onClose}>
      <h2 id="sessions-title" class="dialog-title" tabIndex={-1} ref={title}>
        Where you are signed in
      </h2>
      <p class="dialog-text">
        A browser is signed out by itself after 12 hours without use, and after 7 days. Neither your address nor your
        country is kept.
      </p>
      {isLost && (
        <p class="sessions-note" role="status">
          No connection. This may be out of date, and nothing can be signed out until you’re back.
        </p>
      )}
      <div class="sessions-body" aria-busy={list.phase.value === 'loading'}>
        <Shown list={list} isLost={isLost} onEnded={focusTitle} />
      </div>
      <p class="sessions-outcome" role="status">
        {list.outcome.value}
      </p>
      <div class="dialog-actions">
        {list.hasOthers.value && (
          <button
            type="button"
            class="button button-danger"
            aria-disabled={isLost || list.ending.value !== null}
            onClick={() => {
              if (!isLost) void list.endOthers().then(focusTitle);
            }}
          >
            {list.ending.value === 'others' ? 'Signing out…' : 'Sign out everywhere else'}
          </button>
        )}
        <button type="button" class="button" autofocus onClick={onClose}>
          Close
        </button>
      </div>
    </Dialog>
  );
}

type ShownProps = { readonly list: SessionList; readonly isLost: boolean; onEnded(isOver: boolean): void };

function Shown({ list, isLost, onEnded }: ShownProps) {
  switch (list.phase.value) {
    case 'loading':
      return isLost ? null : <Loading />;
    case 'failed':
      return isLost ? null : <Failed onRetry={() => void list.load()} />;
    case 'shown':
      return (
        <>
          <SessionRows list={list} isLost={isLost} onEnded={onEnded} />
          {!list.hasOthers.value && <p class="dialog-text">You’re signed in nowhere else.</p>}
        </>
      );
  }
}

function Loading() {
  return (
    <>
      <p class="unseen">Loading where you are signed in</p>
      {[0, 1].map((at) => (
        <span key={at} class="skeleton sessions-skeleton" aria-hidden="true" />
      ))}
    </>
  );
}

function Failed({ onRetry }: { onRetry: () => void }) {
  return (
    <div class="sessions-note" role="alert">
      <p>The list didn’t load. Nobody was signed out.</p>
      <button type="button" class="button button-small" onClick={onRetry}>
        Try again
      </button>
    </div>
  );
}

import { Mark } from '../look/mark.tsx';
import { EntryPage } from './entry-page.tsx';

/** Appears only when the gateway takes its time. */
export function Checking() {
  return (
    <main class="checking" aria-busy="true">
      <h1 class="unseen">Handlr</h1>
      <Mark size={40} />
    </main>
  );
}

export function Unreachable({ onRetry }: { onRetry: () => void }) {
  return (
    <EntryPage title="No connection" lead="The gateway doesn’t answer. Check your network; nothing is lost.">
      <button type="button" class="button button-primary button-wide" onClick={onRetry}>
        Try again
      </button>
    </EntryPage>
  );
}

import { useEffect } from 'preact/hooks';
import './visitors.css';
import { Screen } from '../look/screen.tsx';
import { Veil } from '../visitor-card/veil.tsx';
import { useConsole } from '../workspace/console-context.ts';
import type { VisitorsView } from './follow-visitors.ts';
import { VisitorsTable } from './visitors-table.tsx';

/** Who is on the sites now, of those who agreed to be remembered. */
export function VisitorsScreen() {
  const { liveVisitors } = useConsole().desk;
  useEffect(() => liveVisitors.look(), [liveVisitors]);
  const view = liveVisitors.view.value;
  return (
    <Screen title="Visitors" tools={view.kind === 'shown' && <Count view={view} />}>
      <div class="visitors" aria-busy={view.kind === 'loading'}>
        {view.kind === 'loading' && <Loading />}
        {view.kind === 'failed' && <Failed />}
        {view.kind === 'shown' && <Shown view={view} />}
      </div>
    </Screen>
  );
}

type Shown = Extract<VisitorsView, { kind: 'shown' }>;

function Count({ view }: { view: Shown }) {
  const count = view.visitors.length;
  return (
    <p class="visitors-count" role="status">
      {count === 1 ? '1 here now' : `${count} here now`}
      {view.isStale && <span class="visitors-stale">Not up to date: the connection is lost</span>}
    </p>
  );
}

function Shown({ view: { visitors, withheldSites } }: { view: Shown }) {
  const { sites } = useConsole().desk.inbox.value;
  const withheld = sites.filter(({ siteId }) => withheldSites.includes(siteId));
  return (
    <>
      <p class="visitors-note">
        Only those who agreed to be remembered. Everybody else stays unseen until they open a chat.
      </p>
      {withheld.map(({ siteId, name }) => (
        <p key={siteId} class="visitors-withheld">
          <span>{name}</span> <Veil reason={`Not kept: ${name} does without history`} />
        </p>
      ))}
      {visitors.length === 0 ? <Empty /> : <VisitorsTable visitors={visitors} />}
    </>
  );
}

function Empty() {
  return (
    <div class="visitors-empty">
      <p class="visitors-empty-title">Nobody is here at the moment</p>
      <p>Visitors who agreed appear as soon as they look at a page, and leave some minutes after the last one.</p>
    </div>
  );
}

function Loading() {
  return (
    <div class="visitors-loading">
      <p class="unseen">Loading visitors</p>
      {[100, 92, 96, 88].map((percent) => (
        <span key={percent} class={`skeleton visitors-line visitors-line-${percent}`} aria-hidden="true" />
      ))}
    </div>
  );
}

function Failed() {
  const { liveVisitors } = useConsole().desk;
  return (
    <div class="visitors-empty" role="alert">
      <p class="visitors-empty-title">The list didn’t load</p>
      <p>Chats aren’t affected.</p>
      <button type="button" class="button button-small" onClick={() => liveVisitors.retry()}>
        Try again
      </button>
    </div>
  );
}

import type { Ban } from '@handlr/protocol';
import { useEffect, useMemo, useState } from 'preact/hooks';
import './ban.css';
import { useConsole } from '../workspace/console-context.ts';
import { BanFilters } from './ban-filters.tsx';
import { createBanList, type BanList } from './ban-list.ts';
import { BanTable } from './ban-table.tsx';
import { ExtendDialog } from './extend-dialog.tsx';

/** Attempts go on while somebody looks. */
const reloadMs = 15_000;

export function BansScreen() {
  const { desk } = useConsole();
  const list = useMemo(() => createBanList(desk), [desk]);
  const [extending, setExtending] = useState<Ban | null>(null);
  const isReady = desk.inbox.value.loaded && desk.link.value === 'live';

  useEffect(() => {
    if (!isReady) return;
    void list.load();
    const timer = setInterval(() => void list.load(), reloadMs);
    return () => clearInterval(timer);
  }, [list, isReady]);

  return (
    <main class="screen" aria-labelledby="bans-title">
      <header class="pane-header">
        <h1 id="bans-title" class="pane-title">
          Bans
        </h1>
      </header>
      <div class="screen-body bans" aria-busy={list.phase.value === 'loading'}>
        <Shown list={list} onExtend={setExtending} />
      </div>
      {extending !== null && <ExtendDialog ban={extending} list={list} onClose={() => setExtending(null)} />}
    </main>
  );
}

function Shown({ list, onExtend }: { list: BanList; onExtend: (ban: Ban) => void }) {
  switch (list.phase.value) {
    case 'loading':
      return <Loading />;
    case 'failed':
      return (
        <div class="bans-none" role="alert">
          <p>The bans didn’t load. Those that hold go on holding.</p>
          <button type="button" class="button button-small" onClick={() => void list.load()}>
            Try again
          </button>
        </div>
      );
    case 'shown':
      return (
        <>
          <BanFilters list={list} />
          {list.shown.value.length === 0 ? <None list={list} /> : <BanTable list={list} onExtend={onExtend} />}
        </>
      );
  }
}

function None({ list }: { list: BanList }) {
  const { over, siteId, scope } = list.filters.value;
  if (siteId !== null || scope !== null) return <p class="bans-none">Nothing fits these filters.</p>;
  return (
    <p class="bans-none">
      {over
        ? 'No ban ended in the last 30 days.'
        : 'Nobody is banned. Where somebody must be, open their chat and choose “Ban visitor”.'}
    </p>
  );
}

function Loading() {
  return (
    <div>
      <p class="unseen">Loading bans</p>
      {[0, 1, 2, 3].map((at) => (
        <span key={at} class="skeleton bans-skeleton" aria-hidden="true" />
      ))}
    </div>
  );
}

import type { VisitHistory } from '@handlr/protocol';
import './visit-history.css';
import { OriginFacts } from '../origin/origin-facts.tsx';
import { Fact } from '../visitor-card/fact.tsx';
import { purposeWords } from '../visitor-card/purpose-words.ts';
import { Veil } from '../visitor-card/veil.tsx';
import { useConsole } from '../workspace/console-context.ts';
import { EarlierChats } from './earlier-chats.tsx';
import { beganWords, moment, visitsWords } from './history-words.ts';
import { PageTrail } from './page-trail.tsx';

/** Visits, pages and earlier chats of a visitor who agreed to it. */
export function VisitHistorySection() {
  const view = useConsole().desk.history.view.value;
  return (
    <section class="history" aria-labelledby="history-title" aria-busy={view.kind === 'loading'}>
      <div class="section-head">
        <h3 id="history-title" class="section-title">
          Visits
        </h3>
        {view.kind === 'shown' && <p class="section-count">{visitsWords(view.history.visits)}</p>}
      </div>
      {view.kind === 'shown' && <Shown key={view.chatId} history={view.history} />}
      {view.kind === 'loading' && <Loading />}
      {view.kind === 'none' && <p class="history-none">They agreed just now. Their next pages will show here.</p>}
      {view.kind === 'failed' && <Failed />}
      {view.kind === 'withheld' && <Veil reason={purposeWords.history.withheld} />}
      {view.kind === 'hidden' && (
        <Veil words="Not shown" reason="Not shown: your role doesn’t include visits and past chats" />
      )}
    </section>
  );
}

function Shown({ history }: { history: VisitHistory }) {
  const nowMs = useConsole().desk.nowMs.value;
  const { visits, firstVisitAt, lastVisitAt, visitBeganAt, visitBegan, pages, earlierChats, origin } = history;
  return (
    <div class="history-shown">
      <dl class="history-facts">
        <Fact label={visits === 1 ? 'Since' : 'First'}>{moment(firstVisitAt, nowMs)}</Fact>
        {visits > 1 && <Fact label="Last">{moment(lastVisitAt, nowMs)}</Fact>}
        {visitBeganAt > 0 && (
          <Fact label="This visit">
            {moment(visitBeganAt, nowMs)}
            {visits > 1 && `, ${beganWords[visitBegan]}`}
          </Fact>
        )}
        <OriginFacts origin={origin} />
      </dl>
      <h4 class="history-part">Pages, newest first</h4>
      <PageTrail pages={pages} nowMs={nowMs} />
      <h4 class="history-part">Earlier chats</h4>
      <EarlierChats earlierChats={earlierChats} nowMs={nowMs} />
    </div>
  );
}

function Loading() {
  return (
    <div class="history-loading">
      <p class="unseen">Loading visits</p>
      {[72, 100, 88, 56].map((percent) => (
        <span key={percent} class={`skeleton history-line history-line-${percent}`} aria-hidden="true" />
      ))}
    </div>
  );
}

function Failed() {
  const { history } = useConsole().desk;
  return (
    <div class="history-failed" role="alert">
      <p>Their visits didn’t load. The chat itself isn’t affected.</p>
      <button type="button" class="button button-small" onClick={() => history.retry()}>
        Try again
      </button>
    </div>
  );
}

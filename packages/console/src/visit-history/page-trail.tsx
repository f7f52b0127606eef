import type { VisitHistory } from '@handlr/protocol';
import { useState } from 'preact/hooks';
import { fullTimeWords, timeWords } from '../conversation/message-time.ts';
import { PageLink } from '../visitor-card/page-link.tsx';
import { pagesByDay, secondsWords, type TrailPage } from './history-words.ts';

type Props = Pick<VisitHistory, 'pages'> & { readonly nowMs: number };

const shownAtFirst = 5;

/** The way through the site, newest page first. */
export function PageTrail({ pages, nowMs }: Props) {
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? pages : pages.slice(0, shownAtFirst);
  if (pages.length === 0) return <p class="history-none">No pages yet</p>;
  return (
    <>
      <div id="page-trail">
        {pagesByDay(shown, nowMs).map(({ day, pages: ofDay }) => (
          <div key={day} class="trail-day">
            <p class="trail-date">{day}</p>
            <ol class="trail">
              {ofDay.map((page, index) => (
                // What comes later comes in front.
                <TrailStep key={ofDay.length - index} page={page} />
              ))}
            </ol>
          </div>
        ))}
      </div>
      {pages.length > shownAtFirst && (
        <button
          type="button"
          class="button button-small"
          aria-expanded={showsAll}
          aria-controls="page-trail"
          onClick={() => setShowsAll(!showsAll)}
        >
          {showsAll ? 'Show fewer' : `Show all ${pages.length} pages`}
        </button>
      )}
    </>
  );
}

function TrailStep({ page }: { page: TrailPage }) {
  return (
    <li class="trail-page">
      <div>
        <PageLink page={page} />
        {page.seconds !== null && <span class="trail-seconds">{secondsWords(page.seconds)}</span>}
      </div>
      <time class="trail-time" dateTime={new Date(page.at).toISOString()} title={fullTimeWords(page.at)}>
        {timeWords(page.at)}
      </time>
    </li>
  );
}

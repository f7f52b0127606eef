import type { Arrival, Origin } from '@handlr/protocol';
import { Fact } from '../visitor-card/fact.tsx';
import { PageLink } from '../visitor-card/page-link.tsx';
import { cameFromWords, campaignLine } from './origin-words.ts';

/** Where this visit came from, and the first that is known where that was another. */
export function OriginFacts({ origin }: { origin: Origin | null }) {
  if (origin === null) return <Fact label="Came from">Not known yet</Fact>;
  const { visit, first } = origin;
  const isSame = JSON.stringify(visit) === JSON.stringify(first);
  return (
    <>
      <ArrivalFacts arrival={visit} cameFrom="Came from" entry="Came in on" />
      {!isSame && <ArrivalFacts arrival={first} cameFrom="First from" entry="First on" />}
    </>
  );
}

function ArrivalFacts({ arrival, cameFrom, entry }: { arrival: Arrival; cameFrom: string; entry: string }) {
  const campaign = campaignLine(arrival);
  return (
    <>
      <Fact label={cameFrom}>
        <bdi>{cameFromWords(arrival)}</bdi>
      </Fact>
      {campaign !== '' && (
        <Fact label="Campaign">
          <bdi>{campaign}</bdi>
        </Fact>
      )}
      {arrival.entryUrl !== null && (
        <Fact label={entry}>
          <PageLink page={{ url: arrival.entryUrl, title: '' }} />
        </Fact>
      )}
    </>
  );
}

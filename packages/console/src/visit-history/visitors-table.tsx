import type { LiveVisitor } from '@handlr/protocol';
import { type ReadonlySignal, useComputed } from '@preact/signals';
import { memo } from 'preact/compat';
import { shortAge, spokenAge } from '../inbox/age.ts';
import { cameFromWords, campaignLine } from '../origin/origin-words.ts';
import { countryName } from '../visitor-card/country.ts';
import { PageLink } from '../visitor-card/page-link.tsx';
import { useConsole } from '../workspace/console-context.ts';
import { visitsWords } from './history-words.ts';

type Props = { readonly visitors: readonly LiveVisitor[] };

/** A thousand ages are not drawn each second. */
const roughlyMs = 10_000;

const columns = ['Page', 'On it for', 'Here for', 'Visits', 'Came from', 'Country', 'Chat'];

/** One row a visitor, who came last first. */
export function VisitorsTable({ visitors }: Props) {
  const { inbox, nowMs } = useConsole().desk;
  const roughNowMs = useComputed(() => Math.floor(nowMs.value / roughlyMs) * roughlyMs);
  const { chats, sites } = inbox.value;
  return (
    <table class="visitors-table">
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {visitors.map((visitor) => {
          const chat = visitor.chatId === null ? undefined : chats.get(visitor.chatId);
          return (
            <Row
              key={visitor.presenceId}
              visitor={visitor}
              nowMs={roughNowMs}
              siteName={sites.length > 1 ? (sites.find(({ siteId }) => siteId === visitor.siteId)?.name ?? '') : ''}
              chatting={chat !== undefined && chat.state !== 'ended' ? chat.state : null}
            />
          );
        })}
      </tbody>
    </table>
  );
}

type RowProps = {
  readonly visitor: LiveVisitor;
  readonly nowMs: ReadonlySignal<number>;
  readonly siteName: string;
  readonly chatting: 'waiting' | 'active' | null;
};

/** Drawn again only when something of it changes; a thousand rows are too many to draw each second. */
const Row = memo(function Row({ visitor, nowMs, siteName, chatting }: RowProps) {
  const { page, visits, origin, country } = visitor;
  return (
    <tr>
      <td data-label="Page" class="visitors-page">
        <PageLink page={page} />
        {siteName !== '' && <span class="site-chip">{siteName}</span>}
      </td>
      <td data-label="On it for">
        <Age since={visitor.onPageSince} nowMs={nowMs} />
      </td>
      <td data-label="Here for">
        <Age since={visitor.hereSince} nowMs={nowMs} />
      </td>
      <td data-label="Visits">{visitsWords(visits)}</td>
      <td data-label="Came from" class="visitors-origin">
        {origin === null ? 'Not known yet' : <bdi>{cameFromWords(origin)}</bdi>}
        {origin !== null && campaignLine(origin) !== '' && <bdi class="visitors-campaign">{campaignLine(origin)}</bdi>}
      </td>
      <td data-label="Country">{country === null ? 'Unknown' : countryName(country)}</td>
      <td data-label="Chat">
        <ChatCell chatId={visitor.chatId} chatting={chatting} />
      </td>
    </tr>
  );
});

function ChatCell({ chatId, chatting }: { chatId: string | null; chatting: RowProps['chatting'] }) {
  const { desk, view } = useConsole();
  if (chatId === null || chatting === null) return <span class="visitors-none">None</span>;
  const open = (): void => {
    desk.select(chatId);
    view.show('inbox');
  };
  return (
    <button type="button" class="button button-small" onClick={open}>
      {chatting === 'waiting' ? 'Open, waiting' : 'Open chat'}
    </button>
  );
}

function Age({ since, nowMs }: { since: number; nowMs: ReadonlySignal<number> }) {
  const age = Math.max(0, nowMs.value - since);
  return (
    <time class="visitors-age" title={spokenAge(age)}>
      {age < 60_000 ? 'under 1m' : shortAge(age)}
    </time>
  );
}

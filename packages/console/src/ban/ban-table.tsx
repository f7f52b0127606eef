import { may } from '@handlr/core';
import type { Ban, BanScope } from '@handlr/protocol';
import MessageCircleOff from 'lucide/dist/esm/icons/message-circle-off.mjs';
import Network from 'lucide/dist/esm/icons/network.mjs';
import UserRoundX from 'lucide/dist/esm/icons/user-round-x.mjs';
import { fullTimeWords } from '../conversation/message-time.ts';
import { spokenAge } from '../inbox/age.ts';
import { Icon, type IconNode } from '../look/icon.tsx';
import { useConsole } from '../workspace/console-context.ts';
import type { BanList } from './ban-list.ts';
import { attemptWords, endWords, isOver, reasonWords, remainingWords, scopeNames } from './ban-words.ts';

const icons: { readonly [Scope in BanScope]: IconNode } = {
  chat: MessageCircleOff,
  visitor: UserRoundX,
  network: Network,
};

type Props = { readonly list: BanList; readonly onExtend: (ban: Ban) => void };

export function BanTable({ list, onExtend }: Props) {
  const names = new Map(list.sites.value.map(({ siteId, name }) => [siteId, name]));
  return (
    <table class="ban-table">
      <thead>
        <tr>
          <th scope="col">Whom</th>
          <th scope="col">Reason</th>
          <th scope="col">By</th>
          <th scope="col">Until</th>
          <th scope="col">Came again</th>
          <th scope="col">
            <span class="unseen">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {list.shown.value.map((ban) => (
          <Row key={ban.banId} ban={ban} siteName={names.get(ban.siteId) ?? ''} list={list} onExtend={onExtend} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ ban, siteName, list, onExtend }: Props & { readonly ban: Ban; readonly siteName: string }) {
  const { desk } = useConsole();
  const nowMs = desk.nowMs.value;
  const isOffered = (action: 'ban:lift' | 'ban:extend'): boolean =>
    !isOver(ban, nowMs) && may(desk.profile.memberships, ban.siteId, action);
  const named = `${scopeNames[ban.scope]}, ${reasonWords[ban.reason]}`;
  return (
    <tr>
      <td class="ban-whom">
        <Icon of={icons[ban.scope]} />
        <span>
          <span class="ban-strong">{scopeNames[ban.scope]}</span>
          <span class="ban-second">
            <bdi>{siteName}</bdi>
          </span>
        </span>
      </td>
      <td>
        <span class="ban-strong">{reasonWords[ban.reason]}</span>
        {ban.note !== '' && (
          <span class="ban-second ban-note" dir="auto">
            {ban.note}
          </span>
        )}
      </td>
      <td data-label="By">
        <bdi>{ban.author.name}</bdi>
        <time class="ban-second" title={fullTimeWords(ban.createdAt)} dateTime={new Date(ban.createdAt).toISOString()}>
          {spokenAge(nowMs - ban.createdAt)} ago
        </time>
      </td>
      <td data-label="Until">
        <time title={endWords(ban)} dateTime={new Date(ban.liftedAt ?? ban.endsAt).toISOString()}>
          {remainingWords(ban, nowMs)}
        </time>
      </td>
      <td data-label="Came again">{attemptWords(ban, nowMs)}</td>
      <td class="ban-actions">
        {isOffered('ban:extend') && (
          <button
            type="button"
            class="button button-small"
            aria-label={`Extend: ${named}`}
            onClick={() => onExtend(ban)}
          >
            Extend…
          </button>
        )}
        {isOffered('ban:lift') && (
          <button
            type="button"
            class="button button-small"
            aria-label={`Lift: ${named}`}
            onClick={() => list.lift(ban)}
          >
            Lift
          </button>
        )}
      </td>
    </tr>
  );
}

import { banScopes } from '@handlr/protocol';
import type { BanList } from './ban-list.ts';
import { scopeNames } from './ban-words.ts';

export function BanFilters({ list }: { list: BanList }) {
  const { over, siteId, scope } = list.filters.value;
  const { inForce, over: ended } = list.counts.value;
  const sites = list.sites.value;
  return (
    <div class="bans-filters" role="group" aria-label="Filters">
      <div class="bans-tabs">
        <button type="button" class="bans-tab" aria-pressed={!over} onClick={() => list.filter({ over: false })}>
          In force <span class="bans-count">{inForce}</span>
        </button>
        <button type="button" class="bans-tab" aria-pressed={over} onClick={() => list.filter({ over: true })}>
          Ended <span class="bans-count">{ended}</span>
        </button>
      </div>
      <select
        class="ban-input bans-select"
        aria-label="Whom"
        value={scope ?? ''}
        onChange={({ currentTarget: { value } }) =>
          list.filter({ scope: banScopes.find((known) => known === value) ?? null })
        }
      >
        <option value="">Chats, visitors, networks</option>
        {banScopes.map((known) => (
          <option key={known} value={known}>
            {scopeNames[known]}
          </option>
        ))}
      </select>
      {sites.length > 1 && (
        <select
          class="ban-input bans-select"
          aria-label="Site"
          value={siteId ?? ''}
          onChange={({ currentTarget: { value } }) => list.filter({ siteId: value === '' ? null : value })}
        >
          <option value="">All sites</option>
          {sites.map((site) => (
            <option key={site.siteId} value={site.siteId}>
              {site.name}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}

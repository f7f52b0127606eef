import type { SiteRow } from '@handlr/privacy';
import type { Store } from './storage/index.ts';

/** Names of agents and sites, which never change while the gateway runs, and so are read once. */
export interface Directory {
  agentName(agentId: string): Promise<string>;
  site(siteId: string): Promise<SiteRow | null>;
}

export function createDirectory(store: Store): Directory {
  const agentNames = new Map<string, string>();
  const sites = new Map<string, SiteRow>();

  async function agentName(agentId: string): Promise<string> {
    const known = agentNames.get(agentId);
    if (known !== undefined) return known;
    const name = (await store.findAgent(agentId))?.name ?? '';
    agentNames.set(agentId, name);
    return name;
  }

  async function site(siteId: string): Promise<SiteRow | null> {
    if (!sites.has(siteId)) for (const row of await store.listSites()) sites.set(row.siteId, row);
    return sites.get(siteId) ?? null;
  }

  return { agentName, site };
}

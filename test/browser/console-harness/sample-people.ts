import type { AgentProfile, SiteCard } from '@handlr/protocol';

export const id = (name: string): string =>
  name
    .replaceAll(/[^A-Za-z0-9]/g, '')
    .padEnd(22, '0')
    .slice(0, 22);

export const profile: AgentProfile = {
  agentId: id('agentmaya'),
  name: 'Maya Lindqvist',
  email: 'maya@handlr.example',
  memberships: [{ siteId: null, role: 'agent' }],
};
export const colleague = { agentId: id('agentsam'), name: 'Sam Okafor' };

export const sites: readonly SiteCard[] = [
  { siteId: id('sitewren'), siteKey: 'wrenmarsh', name: 'Wrenmarsh Pottery' },
  { siteId: id('sitenord'), siteKey: 'nordlicht', name: 'Nordlicht Reisen' },
  { siteId: id('sitefern'), siteKey: 'fern-and-willow', name: 'Fern & Willow Solicitors, Conveyancing and Probate' },
];

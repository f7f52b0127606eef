import type { Arrival } from '@handlr/protocol';

const networks: Readonly<Record<string, string>> = {
  gclid: 'Google',
  gbraid: 'Google',
  wbraid: 'Google',
  dclid: 'Google',
  fbclid: 'Facebook or Instagram',
  igshid: 'Instagram',
  msclkid: 'Microsoft',
  ttclid: 'TikTok',
  twclid: 'X',
  yclid: 'Yandex',
  li_fat_id: 'LinkedIn',
  mc_eid: 'Mailchimp',
};

/** "news.example", "An advertisement on Google", "No other site was named". */
export function cameFromWords({ referrerHost, clickId, entryUrl, campaign }: Arrival): string {
  if (clickId !== null) return `${networks[clickId] ?? 'An advertisement'}, by a link that counts clicks`;
  if (referrerHost !== null) return referrerHost;
  if (campaign?.source !== undefined) return campaign.source;
  return entryUrl === null ? 'Not known: they agreed on a later page' : 'No other site was named';
}

/** "spring-sale · e-mail", or '' where there is none; without its source where that is said already. */
export function campaignLine(arrival: Arrival): string {
  const { campaign } = arrival;
  if (campaign === null) return '';
  const isNamed = cameFromWords(arrival) === campaign.source;
  const { campaign: name, source, medium, term, content, id } = campaign;
  return [name, isNamed ? undefined : source, medium, term, content, id]
    .filter((word) => word !== undefined)
    .join(' · ');
}

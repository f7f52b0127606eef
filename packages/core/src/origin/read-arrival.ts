import { clickIds, minimiseArrival } from '@handlr/privacy';
import { type Arrival, type CampaignWord, campaignWords } from '@handlr/protocol';

/*
 * How a visit began, as the page on which it is looked at tells it.
 *
 * ORI1  Nothing of it names a person: address, host and campaign leave here through the minimisers.
 * ORI2  Of a click id only its name is taken, never its value.
 * ORI3  The site's own pages are no origin: coming from one of them the entry page is not known, and neither is who referred.
 * ORI4  Only the campaign parameters of the list are read; two campaigns are the same when all their words are.
 */

export type Landing = {
  /** Address of the page, and `document.referrer`, as they are. */
  readonly url: string;
  readonly referrer: string;
  /** The domain whose subdomains are one site, if the site named one. */
  readonly ownDomain?: string | undefined;
};

export function readArrival({ url, referrer, ownDomain }: Landing): Arrival {
  const parameters = parametersOf(url);
  const isFromOwn = isOwn(hostOf(referrer), hostOf(url), ownDomain);
  const campaign: { [Word in CampaignWord]?: string } = {};
  for (const word of campaignWords) {
    const value = parameters.get(`utm_${word}`);
    if (value) campaign[word] = value;
  }
  const clickId = clickIds.find((name) => parameters.has(name)) ?? null;
  const isLanding = !isFromOwn || clickId !== null || Object.keys(campaign).length > 0;
  return minimiseArrival({
    entryUrl: isLanding ? url : null,
    referrerHost: isFromOwn || referrer === '' ? null : referrer,
    campaign,
    clickId,
  });
}

/** ORI4. '' where there is none. */
export function campaignKey({ campaign, clickId }: Pick<Arrival, 'campaign' | 'clickId'>): string {
  if (campaign === null) return clickId ?? '';
  return [...campaignWords.map((word) => campaign[word] ?? ''), clickId ?? ''].join('|');
}

function isOwn(referrer: string, own: string, ownDomain?: string): boolean {
  if (referrer === '' || own === '') return false;
  const isUnder = (host: string): boolean => `.${host}`.endsWith(`.${ownDomain}`);
  return bare(referrer) === bare(own) || (ownDomain !== undefined && isUnder(referrer) && isUnder(own));
}

function bare(host: string): string {
  return host.replace(/^www\./, '');
}

function hostOf(address: string): string {
  return URL.parse(address)?.hostname ?? '';
}

function parametersOf(url: string): URLSearchParams {
  return URL.parse(url)?.searchParams ?? new URLSearchParams();
}

import type { Arrival } from '@handlr/protocol';
import { minimiseCampaign, minimiseCampaignWord, minimiseClickId } from './campaign.ts';
import { minimisePageUrl } from './page-url.ts';
import { minimiseReferrer } from './referrer.ts';

/** How a visit began, without what could identify the visitor. Leaves its own output unchanged. */
export function minimiseArrival({ entryUrl, referrerHost, campaign, clickId }: Arrival): Arrival {
  return {
    entryUrl: entryUrl === null ? null : minimisePageUrl(entryUrl) || null,
    referrerHost: referrerHost === null ? null : minimiseReferrer(referrerHost) || null,
    campaign: minimiseCampaign(campaign),
    clickId: minimiseClickId(clickId),
  };
}

/** The same for a campaign that stands as JSON in a column. */
export function reduceCampaignJson(json: string): string {
  try {
    return JSON.stringify(minimiseCampaign(JSON.parse(json)));
  } catch {
    return 'null';
  }
}

/** A campaign in one line, its words between bars, as sessions compare them. */
export function reduceCampaignKey(key: string): string {
  return key.split('|').map(minimiseCampaignWord).join('|');
}

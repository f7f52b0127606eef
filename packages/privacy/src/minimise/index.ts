export { minimiseArrival } from './arrival.ts';
export { clickIds, minimiseCampaign, minimiseCampaignWord } from './campaign.ts';
export { minimisePageTitle } from './page-title.ts';
export { minimisePageUrl } from './page-url.ts';
export { minimiseReferrer } from './referrer.ts';

/** What an address may say of a campaign, in the order in which people are shown it: `utm_source` and so on. */
export const campaignWords = ['source', 'medium', 'campaign', 'term', 'content', 'id'] as const;
export type CampaignWord = (typeof campaignWords)[number];

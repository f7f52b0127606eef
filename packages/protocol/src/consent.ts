import * as v from 'valibot';

/** What data may be kept for. The words travel on the wire; their meaning and law stand in the privacy package. */
export const purposes = [
  'service',
  'security',
  'functionality',
  'history',
  'contact',
  'location',
  'statistics',
] as const;

export type Purpose = (typeof purposes)[number];

/** `exempt`: needs no consent; `granted`: consent was given; `withheld`: not granted, so nothing is kept for it. */
export const purposeStatuses = ['exempt', 'granted', 'withheld'] as const;

export type PurposeStatus = (typeof purposeStatuses)[number];

const status = v.picklist(purposeStatuses);

export const consentSummarySchema = v.strictObject({
  service: status,
  security: status,
  functionality: status,
  history: status,
  contact: status,
  location: status,
  statistics: status,
});

export type ConsentSummary = v.InferOutput<typeof consentSummarySchema>;

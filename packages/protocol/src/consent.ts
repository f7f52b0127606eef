import * as v from 'valibot';
import { capabilitySchema, idSchema, textSchema } from './identifiers.ts';

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

/** Those that a visitor decides about; the others carry the chat that the visitor asked for. */
export const decidablePurposes = ['functionality', 'history', 'contact', 'location', 'statistics'] as const;
export type DecidablePurpose = (typeof decidablePurposes)[number];

/** Whose law: `eu` the ePrivacy Directive and the GDPR; `uk` PECR as amended in 2025 and the UK GDPR. */
export const jurisdictions = ['eu', 'uk'] as const;
export type Jurisdiction = (typeof jurisdictions)[number];

/** What a visitor decided of a purpose: `withdrawn` after a grant, `objected` where none was needed. */
export const choices = ['granted', 'denied', 'withdrawn', 'objected'] as const;
export type Choice = (typeof choices)[number];

/** What the site's own banner says of a purpose; what it leaves out, it is silent about. */
export const bannerWords = ['granted', 'denied'] as const;
export type BannerWord = (typeof bannerWords)[number];

/** How a decision came about: our dialog, the switches of "Your privacy", or the site's banner by one of its ways. */
export const decisionMethods = ['dialog', 'panel', 'api', 'tcf', 'consent-mode'] as const;
export type DecisionMethod = (typeof decisionMethods)[number];

/** A word for each purpose that is decided about; those that are left out are not spoken of. */
export const perPurpose = <Word extends v.GenericSchema>(word: Word) =>
  v.strictObject({
    functionality: v.optional(word),
    history: v.optional(word),
    contact: v.optional(word),
    location: v.optional(word),
    statistics: v.optional(word),
  });

export const choicesSchema = perPurpose(v.picklist(choices));
export type Choices = v.InferOutput<typeof choicesSchema>;

export const bannerSchema = perPurpose(v.picklist(bannerWords));
export type Banner = v.InferOutput<typeof bannerSchema>;

/** Decisions are numbered by the visitor's device; a newer one has a higher number, whatever any clock says (C14). */
export const highestDecisionNumber = 2 ** 31 - 1;
export const decisionNumberSchema = v.pipe(
  v.number(),
  v.safeInteger(),
  v.minValue(1),
  v.maxValue(highestDecisionNumber),
);

/** All that a device has to say about consent, at once: it replaces what it said before under a lower number. */
export const statementSchema = v.strictObject({
  number: decisionNumberSchema,
  /** What the visitor decided in the widget. */
  choices: choicesSchema,
  /** The visitor chose `history` by name while Global Privacy Control was on. */
  overGpc: v.boolean(),
  banner: bannerSchema,
  /** Global Privacy Control is on. The header `Sec-GPC: 1` says so as well, and neither takes the other back. */
  gpc: v.boolean(),
  method: v.picklist(decisionMethods),
  /** Of the site's consent policy that the visitor decided under. */
  policyVersion: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  /** In which the visitor was asked, BCP 47. */
  language: textSchema(2, 35),
});
export type Statement = v.InferOutput<typeof statementSchema>;

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

export const consentRequests = {
  visitor: {
    'consent:state': {
      about:
        'States what the visitor decided: the only event that changes consent. At once what is not granted any more is erased. An older number changes nothing; the answer says which one holds.',
      payload: v.strictObject({
        /** The chat that it is for, proved on this socket … */
        chatId: v.optional(idSchema),
        /** … and the visitor's token, where the device has one or had one until this decision. */
        visitorToken: v.optional(capabilitySchema),
        statement: statementSchema,
      }),
      reply: v.strictObject({ number: decisionNumberSchema, inForce: consentSummarySchema }),
    },
  },
} as const;

import * as v from 'valibot';
import { textSchema } from './identifiers.ts';
import { limits } from './limits.ts';

const word = v.optional(textSchema(1, 200));
export const campaignSchema = v.strictObject({
  source: word,
  medium: word,
  campaign: word,
  term: word,
  content: word,
  id: word,
});

/** How a visit began, reduced in the browser; the gateway reduces it again. */
export const arrivalSchema = v.strictObject({
  /** Null where it is not known: they agreed on a later page. */
  entryUrl: v.nullable(textSchema(0, limits.pageUrlLength)),
  /** Null where the browser named none, and where it named the site itself. */
  referrerHost: v.nullable(textSchema(0, 253)),
  campaign: v.nullable(campaignSchema),
  /** Which advertising network's click id the address held, such as `gclid`. The id itself is never taken. */
  clickId: v.nullable(textSchema(1, 20)),
});
export type Arrival = v.InferOutput<typeof arrivalSchema>;

/** What an agent is shown: of this visit, and of the first that is known. */
export const originSchema = v.strictObject({ visit: arrivalSchema, first: arrivalSchema });
export type Origin = v.InferOutput<typeof originSchema>;

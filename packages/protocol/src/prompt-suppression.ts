import * as v from 'valibot';
import { limits } from './limits.ts';

/*
 * What a site lays down about automatic prompts. Windows are in minutes since it happened last; 0: none. Each has a default.
 *
 * A campaign is a named group of prompts: those of all checks that give the same `campaign`; a prompt without one is a campaign
 * of its own, under its check's id. Where visitors come from is asked by a check's condition, and is no campaign in this sense.
 */

const year = 365 * 24 * 60;
const whole = (min: number, max: number) =>
  v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(min), v.maxValue(max)));

export const promptPolicySchema = v.strictObject({
  /** No automatic prompts on this site, whatever its checks say. */
  off: v.optional(v.boolean()),
  /** Since any prompt was shown. */
  afterPromptMinutes: whole(0, year),
  /** Since one was dismissed. */
  afterDismissalMinutes: whole(0, year),
  /** Since the visitor last wrote in a chat. */
  afterChatMinutes: whole(0, year),
  /** Since an earlier visit; the one that goes on does not count. */
  afterVisitMinutes: whole(0, year),
  /** At most so many in one visit. */
  perVisit: whole(0, limits.promptCap),
  /** At most so many in any 24 hours. */
  perDay: whole(0, limits.promptCap),
  /** At most so many of one campaign in any `campaignDays`. */
  perCampaign: whole(0, limits.promptCap),
  campaignDays: whole(1, limits.promptMemoryDays),
});
export type PromptPolicy = v.InferOutput<typeof promptPolicySchema>;

export const defaultPromptPolicy = {
  off: false,
  afterPromptMinutes: 60,
  afterDismissalMinutes: 7 * 24 * 60,
  afterChatMinutes: 24 * 60,
  afterVisitMinutes: 24 * 60,
  perVisit: 1,
  perDay: 2,
  perCampaign: 3,
  campaignDays: 30,
} as const satisfies Required<PromptPolicy>;

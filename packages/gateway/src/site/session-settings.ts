import { isTimeZone } from '@handlr/core';
import { defaultSessionPolicy, type SessionPolicy } from '@handlr/protocol';
import * as v from 'valibot';

/** A day; whoever was away for longer has begun a new session on any site. */
export const idleMinutesAtMost = 24 * 60;

/** When sessions begin on a site, where it is not as by default. */
export const sessionSettingsSchema = v.strictObject({
  idleMinutes: v.optional(
    v.pipe(
      v.number(),
      v.safeInteger(),
      v.minValue(1, 'At least one minute'),
      v.maxValue(idleMinutesAtMost, `At most ${idleMinutesAtMost} minutes, a day`),
    ),
  ),
  /** The time zone at whose midnight sessions begin. */
  midnight: v.optional(v.pipe(v.string(), v.check(isTimeZone, 'A time zone is written Europe/London'))),
});
export type SessionSettings = v.InferOutput<typeof sessionSettingsSchema>;

export function sessionPolicyOf({ sessions }: { readonly sessions?: SessionSettings | undefined }): SessionPolicy {
  const { idleMinutes = defaultSessionPolicy.idleMinutes, midnight } = sessions ?? {};
  return { idleMinutes, midnight };
}

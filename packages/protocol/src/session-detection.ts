import * as v from 'valibot';

/** Why a session began: the first that is known, after a pause, with another campaign, at midnight of the site's time zone. */
export const sessionBeginnings = ['first', 'idle', 'campaign', 'midnight'] as const;
export const sessionBeginningSchema = v.picklist(sessionBeginnings);
export type SessionBeginning = v.InferOutput<typeof sessionBeginningSchema>;

/** The device's word that a session began. It names no time: the gateway goes by its own clock (C14). */
export const sessionSchema = v.strictObject({
  number: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  began: sessionBeginningSchema,
});
export type Session = v.InferOutput<typeof sessionSchema>;

/** When sessions begin on a site, as the console is told. */
export const sessionPolicySchema = v.strictObject({
  idleMinutes: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  midnight: v.optional(v.string()),
});

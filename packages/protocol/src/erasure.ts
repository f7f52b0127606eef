import * as v from 'valibot';
import { chatReference, idSchema, timeSchema } from './identifiers.ts';

/** Holds no identifier: it says what was done, not to whom. */
export const erasureReportSchema = v.strictObject({
  erasedAt: timeSchema,
  /** How many rows went, by entry of the register. */
  erased: v.record(v.string(), v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  /** What stays all the same, where something does: a ban, to keep the chat safe, until it ends. */
  kept: v.optional(v.record(v.string(), v.pipe(v.number(), v.safeInteger(), v.minValue(0)))),
});
export type ErasureReport = v.InferOutput<typeof erasureReportSchema>;

export const erasureRequests = {
  visitor: {
    'chat:erase': {
      about:
        'Erases the chat on the gateway, with all that belongs to it. Answered once it is looked for and not found.',
      payload: v.strictObject(chatReference.visitor),
      reply: erasureReportSchema,
    },
  },
} as const;

export const erasureNotices = {
  'chat:erased': {
    about: 'The visitor had the chat erased. It is to be forgotten here too.',
    payload: v.strictObject({ chatId: idSchema }),
  },
} as const;

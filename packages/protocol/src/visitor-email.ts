import * as v from 'valibot';
import { contactLimits } from './contact-limits.ts';
import { chatReference, timeSchema } from './identifiers.ts';

/** A contact as it was sealed in the visitor's browser: one length, whatever is in it. */
export const sealedContactSchema = v.pipe(v.string(), v.regex(new RegExp(`^[\\w-]{${contactLimits.sealedLength}}$`)));

export const visitorEmailRequests = {
  'contact:set': {
    about:
      'Leaves an e-mail address with the chat, or another one in its place; sealed, so that the gateway cannot read it.',
    payload: v.strictObject({ ...chatReference.visitor, sealed: sealedContactSchema }),
    reply: v.null(),
  },
  'contact:remove': {
    about: 'Takes it back. Answered also where there is none.',
    payload: v.strictObject(chatReference.visitor),
    reply: v.null(),
  },
  'contact:look': {
    about: 'When it was left, or null: nobody but who holds the site’s key is told what.',
    payload: v.strictObject(chatReference.visitor),
    reply: v.strictObject({ leftAt: v.nullable(timeSchema) }),
  },
} as const;

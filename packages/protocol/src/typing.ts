import * as v from 'valibot';
import { chatReference, idSchema } from './identifiers.ts';
import { limits } from './limits.ts';

const about = `Says that one is typing, or has stopped. Forgotten after ${limits.typingTimeoutMs / 1000} s; never stored.`;
const typing = v.boolean();

export const typingRequests = {
  visitor: { 'typing:set': { about, payload: v.strictObject({ ...chatReference.visitor, typing }), reply: v.null() } },
  agent: { 'typing:set': { about, payload: v.strictObject({ ...chatReference.agent, typing }), reply: v.null() } },
} as const;

export const typingNotices = {
  'typing:changed': {
    about: 'The other side began or stopped typing. Only that they type is sent, never what.',
    payload: v.strictObject({
      chatId: idSchema,
      who: v.picklist(['visitor', 'agent']),
      name: v.nullable(v.string()),
      typing: v.boolean(),
    }),
  },
} as const;

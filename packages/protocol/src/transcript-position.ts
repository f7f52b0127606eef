import * as v from 'valibot';
import { chatReference, seqSchema } from './identifiers.ts';

const about = 'Everything up to this seq of the public stream was shown to the reader. Only ever moves forward.';

export const transcriptPositionRequests = {
  visitor: {
    'read:mark': { about, payload: v.strictObject({ ...chatReference.visitor, seq: seqSchema }), reply: v.null() },
  },
  agent: {
    'read:mark': { about, payload: v.strictObject({ ...chatReference.agent, seq: seqSchema }), reply: v.null() },
  },
} as const;

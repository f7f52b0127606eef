import { type Ban, agentRequests, banSchema } from '@handlr/protocol';
import { object, parse } from 'valibot';

/** The ban in an answer of the gateway; throws for a refusal. */
export function banOf(answer: unknown): Ban {
  return parse(object({ value: banSchema }), answer).value;
}

export function bansOf(answer: unknown): readonly Ban[] {
  return parse(object({ value: agentRequests['ban:list'].reply }), answer).value.bans;
}

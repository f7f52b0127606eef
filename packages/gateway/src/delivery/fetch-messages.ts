import { type Audience, limits, type Message, success } from '@handlr/protocol';
import type { Performed } from '../inbound.ts';
import type { Services } from '../services.ts';
import type { ChatKey, MessageRange } from '../storage/index.ts';
import { messagesOnWire } from './message-on-wire.ts';

type Bounds = { readonly afterSeq?: number | undefined; readonly beforeSeq?: number | undefined };

/** Reads one page on one side of a seq. `afterSeq` wins where both are given. */
export async function fetchMessages(
  { store, directory }: Services,
  key: ChatKey,
  audience: Audience,
  bounds: Bounds,
): Promise<Performed<{ epoch: string; headSeq: number; messages: Message[] }>> {
  const { headSeq, messages } = await store.readMessages(key, audience, range(bounds));
  return { result: success({ epoch: store.epoch, headSeq, messages: await messagesOnWire(messages, directory) }) };
}

function range({ afterSeq, beforeSeq }: Bounds): MessageRange {
  const limit = limits.fetchMessages;
  if (afterSeq !== undefined) return { afterSeq, limit };
  return beforeSeq === undefined ? { limit } : { beforeSeq, limit };
}

import { type Audience, type CatchUp, limits, type Position } from '@handlr/protocol';
import type { Services } from '../services.ts';
import type { ChatKey, MessagePage } from '../storage/index.ts';
import { messagesOnWire } from './message-on-wire.ts';

/**
 * Brings a reader up to date: from its position if every message since is there and the gap is small, else with a snapshot (C4).
 * The caller has joined the stream's room before, so that nothing falls between reading and listening (C6).
 */
export async function catchUp(
  { store, directory }: Pick<Services, 'store' | 'directory'>,
  key: ChatKey,
  audience: Audience,
  position: Position | null,
): Promise<CatchUp> {
  if (position !== null && position.epoch === store.epoch) {
    const page = await store.readMessages(key, audience, { afterSeq: position.seq, limit: limits.fetchMessages });
    if (isComplete(page, position.seq)) {
      const messages = await messagesOnWire(page.messages, directory);
      return { recovery: 'continued', epoch: store.epoch, headSeq: page.headSeq, messages };
    }
  }
  const page = await store.readMessages(key, audience, { limit: limits.snapshotMessages });
  const messages = await messagesOnWire(page.messages, directory);
  return { recovery: 'snapshot', epoch: store.epoch, headSeq: page.headSeq, messages };
}

/** Seqs are dense, so the number of messages says whether any is missing. */
function isComplete({ headSeq, messages }: MessagePage, afterSeq: number): boolean {
  return headSeq >= afterSeq && messages.length === headSeq - afterSeq;
}

import { gatewayRegister } from '@handlr/privacy';
import { type ErasureReport, type Purpose, purposes as allPurposes } from '@handlr/protocol';
import { inboxRoom, streamRoom } from '../connection/rooms.ts';
import { noChat } from '../visit-history/announce-visitors.ts';
import type { Services } from '../services.ts';
import type { ChatKey, Erasure, ErasureCounts } from '../storage/index.ts';

/*
 * Withdrawal and erasure are one thing: what the register has of a subject for some purposes goes.
 *
 * FOR1  Every table of the register that belongs to the subject and the purposes is erased, in one transaction.
 * FOR2  It is answered only after the bytes are overwritten and a second look finds nothing.
 * FOR3  What was admitted before and waits to be written finds its consent gone, and is dropped.
 * FOR4  Whoever looks at an erased chat is told, and hears of it no more.
 * FOR5  Nothing of anybody else is touched.
 * FOR6  A ban survives the erasure of whom it means, and the answer says that there is one.
 */

/** Something was left after it was erased. It may be tried again. */
export class NotErasedError extends Error {
  constructor(left: ErasureCounts) {
    super(`Rows are left after an erasure: ${JSON.stringify(left)}`);
    this.name = 'NotErasedError';
  }
}

/**
 * Erases what is kept of a chat or of a visitor for these purposes.
 * @throws NotErasedError, StoreUnavailableError: then nothing may be said to be erased.
 */
export async function forget(
  { store, clock }: Pick<Services, 'store' | 'clock'>,
  erasure: Erasure,
  purposes: readonly Purpose[],
): Promise<ErasureReport> {
  const erased = await store.erase(erasure, purposes);
  if (sum(erased) > 0) await store.scrub();
  const left = await store.countLeft(erasure, purposes);
  if (sum(left) > 0) throw new NotErasedError(left);
  return { erasedAt: clock.nowMs(), erased };
}

/** Erases a chat with all that belongs to it, and tells everybody who has it before their eyes. */
export async function forgetChat(services: Services, { siteId, chatId }: ChatKey): Promise<ErasureReport> {
  // Found by the chat, which will be gone.
  const bans = await services.bans.countFor({ siteId, chatId });
  const report = await forget(services, { subject: 'chat', siteId, chatId }, allPurposes);
  const rooms = [streamRoom({ siteId, chatId }, 'public'), streamRoom({ siteId, chatId }, 'team')];
  for (const room of rooms) services.fanout.publish(room, 'chat:erased', { chatId });
  services.fanout.publishToAgents(inboxRoom(siteId), 'chat:erased', { chatId });
  for (const room of rooms) services.fanout.empty(room);
  noChat(services, { siteId, chatId });
  return bans === 0 ? report : { ...report, kept: { [gatewayRegister.bans.id]: bans } };
}

function sum(counts: ErasureCounts): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

import { limits } from '@handlr/protocol';
import { streamOfRoom } from '../connection/rooms.ts';
import type { Services } from '../services.ts';

/** Repeats the head of every stream that somebody here follows, so that a notice lost in silence is noticed (C5). */
export async function announceHeads({ store, fanout }: Pick<Services, 'store' | 'fanout'>): Promise<void> {
  for (const room of fanout.rooms()) {
    const stream = streamOfRoom(room);
    if (stream === null) continue;
    const { key, audience } = stream;
    const chat = await store.findChat(key);
    if (chat === null) continue;
    const seq = audience === 'public' ? chat.publicSeq : chat.teamSeq;
    fanout.publish(room, 'message:head', { chatId: key.chatId, audience, epoch: store.epoch, seq });
  }
}

/** Announces heads until stopped. Rounds never overlap. */
export function startHeads(
  services: Pick<Services, 'store' | 'fanout'>,
  onFailed: (error: unknown) => void,
): { stop(): void } {
  let isRunning = false;
  const timer = setInterval(() => {
    if (isRunning) return;
    isRunning = true;
    void announceHeads(services)
      .catch(onFailed)
      .finally(() => (isRunning = false));
  }, limits.headIntervalMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

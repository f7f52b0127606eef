import type { LiveVisitor } from '@handlr/protocol';
import { visitorsRoom } from '../connection/rooms.ts';
import type { Services } from '../services.ts';
import type { ChatKey, VisitorKey } from '../storage/index.ts';

type Telling = Pick<Services, 'presence' | 'fanout'>;

const sweepMs = 15_000;

/** To whoever has the list before their eyes. */
export function announceVisitor({ fanout }: Pick<Services, 'fanout'>, visitor: LiveVisitor): void {
  fanout.publishToAgents(visitorsRoom(visitor.siteId), 'visitors:changed', visitor);
}

/** VIS10 */
export function leaveList({ presence, fanout }: Telling, key: VisitorKey): void {
  const gone = presence.leave(key);
  if (gone !== null) announceGone(fanout, gone);
}

/** Whoever was in this chat is in none any more. */
export function noChat(services: Telling, key: ChatKey): void {
  for (const visitor of services.presence.chatGone(key)) announceVisitor(services, visitor);
}

/** Looks every few seconds who is gone. Answers how to stop. */
export function startSweeping({ presence, fanout }: Telling): () => void {
  const timer = setInterval(() => {
    for (const gone of presence.sweep()) announceGone(fanout, gone);
  }, sweepMs);
  timer.unref();
  return () => clearInterval(timer);
}

function announceGone(fanout: Services['fanout'], { siteId, presenceId }: LiveVisitor): void {
  fanout.publishToAgents(visitorsRoom(siteId), 'visitors:left', { siteId, presenceId });
}

import { type ErasureReport, type Result, success } from '@handlr/protocol';
import type { Chat } from '../chat-in-progress/chat-events.ts';
import type { ChatKey } from '../chat-in-progress/chat-key.ts';
import { inProvedChat } from '../chat-in-progress/in-proved-chat.ts';
import type { Surroundings } from '../surroundings/surroundings.ts';
import type { Tabs } from '../tabs/tabs.ts';
import type { SharedTransport } from '../transport/shared-transport.ts';

/*
 * The visitor has the chat erased.
 *
 * ERA1  The gateway comes first: only what it says is gone is forgotten here. What it does not know any more is gone.
 * ERA2  A chat that has ended, whose connection is lost, or that nobody answered yet is erased all the same: it is proved for it,
 *       and never opened.
 */

type Deps = {
  readonly key: Pick<ChatKey, 'current'>;
  readonly chat: Pick<Chat, 'proof' | 'erased'>;
  readonly draft: { clear(): void };
  readonly tabs: Pick<Tabs, 'tell'>;
  readonly ofOthers: SharedTransport['ofOthers'];
  readonly surroundings: Pick<Surroundings, 'after' | 'nowMs'>;
};

/** Answers `unavailable` when the gateway is not reached in time; then nothing has changed here, and it may be tried again. */
export async function eraseChat({
  key,
  chat,
  draft,
  tabs,
  ofOthers,
  surroundings,
}: Deps): Promise<Result<ErasureReport>> {
  const capability = key.current();
  const nothing = success({ erasedAt: surroundings.nowMs(), erased: {} });
  if (capability === null) return nothing;
  const answer = await inProvedChat({ chat, ofOthers, surroundings }, capability, (request, proof) =>
    request('chat:erase', proof),
  );
  const erased = !answer.ok && answer.error.code === 'not-found' ? nothing : answer;
  if (!erased.ok) return erased;
  chat.erased(capability);
  draft.clear();
  tabs.tell('forgotten', null);
  return erased;
}

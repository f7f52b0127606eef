import type { Chat } from '../chat-in-progress/chat-events.ts';

/** To be called whenever the chat may have changed: whether the visitor has written meanwhile, which is a sign of them. */
export function createJustWritten(chat: Pick<Chat, 'view' | 'proof'>): () => boolean {
  /** What they wrote on an earlier page comes with the chat, and is no sign on this one. */
  let isFollowed = false;
  let written = 0;

  return () => {
    const { phase, messages } = chat.view();
    const ownNow = messages.filter(({ isOwn }) => isOwn).length;
    const hasWritten = isFollowed && ownNow > written;
    const isOn = phase === 'waiting' || phase === 'active';
    written = ownNow;
    isFollowed = isOn && (isFollowed || chat.proof() !== null);
    return hasWritten;
  };
}

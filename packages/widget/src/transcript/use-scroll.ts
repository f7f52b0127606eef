import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { MessageView } from '@handlr/core';

/** Closer to the bottom than this counts as being there, in pixels. */
const nearBottom = 48;
const nearTop = 80;

/**
 * Keeps what one reads where it is: at the bottom new messages push up, elsewhere nothing moves and a hint appears;
 * older messages come in above without a jump.
 */
export function useScroll(messages: readonly MessageView[], wantOlder: () => void) {
  const scroller = useRef<HTMLDivElement>(null);
  const before = useRef({ isAtBottom: true, height: 0, firstId: '', lastId: '' });
  /** The last message when one scrolled away from it; null at the bottom. */
  const [leftAtId, setLeftAtId] = useState<string | null>(null);
  const firstId = messages[0]?.messageId ?? '';
  const last = messages.at(-1);
  const lastId = last?.messageId ?? '';

  // After each rendering: whatever grew, a message or a note above it, what one reads stays.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const was = before.current;
    const isPrepended = was.firstId !== firstId && was.lastId === lastId;
    const isJustWritten = was.lastId !== lastId && last?.seq === null;
    if (was.isAtBottom || isJustWritten) toBottom();
    else if (isPrepended) element.scrollTop += element.scrollHeight - was.height;
    before.current = { isAtBottom: isNearBottom(element), height: element.scrollHeight, firstId, lastId };
  });

  function toBottom(): void {
    scroller.current?.scrollTo(0, scroller.current.scrollHeight);
  }

  function onScroll({ currentTarget }: { currentTarget: HTMLElement }): void {
    const isAtBottom = isNearBottom(currentTarget);
    before.current.isAtBottom = isAtBottom;
    setLeftAtId(isAtBottom ? null : (leftAtId ?? lastId));
    if (currentTarget.scrollTop < nearTop) wantOlder();
  }

  return { scroller, hasNewBelow: leftAtId !== null && leftAtId !== lastId, onScroll, toBottom };
}

function isNearBottom({ scrollHeight, scrollTop, clientHeight }: HTMLElement): boolean {
  return scrollHeight - scrollTop - clientHeight < nearBottom;
}

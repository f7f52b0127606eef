import type { PositionView } from '@handlr/core';
import type { FollowedTranscript } from '@handlr/sdk';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Model } from '../box/model.ts';

/**
 * Keeps the visitor's place in the transcript. What does so is a chunk of its own, which comes with the first message: until
 * then there is nothing that could move. A chat that goes on is not drawn before it is at its place.
 */
export function usePlace({ handlr, state }: Model) {
  const scroller = useRef<HTMLDivElement>(null);
  const followed = useRef<FollowedTranscript>(null);
  const hasChat = state.phase !== 'none';
  /** Whether there was one before its transcript was. */
  const wasThere = useRef(hasChat);
  const [view, setView] = useState<Partial<PositionView>>({ isSeeking: hasChat });

  useEffect(() => {
    let leave: (() => void) | undefined = () => {};
    // A chat that begins here begins before the reader's eyes, also while the chunk is on its way.
    if (hasChat && !wasThere.current) handlr.setShown(Infinity);
    wasThere.current = false;
    if (hasChat)
      import('./watch-scroller.ts')
        .then(({ watchScroller }) => watchScroller(handlr, scroller.current, setView))
        .then(
          (watched) => {
            if (!leave) return watched.leave();
            ({ leave } = followed.current = watched);
            watched.drawn();
          },
          // Then it stays at the end, and nothing tells what of it is seen.
          () => {
            setView({});
            handlr.setShown(Infinity);
          },
        );
    return () => {
      leave?.();
      leave = undefined;
      handlr.setShown(0);
      followed.current = null;
      setView({});
    };
  }, [hasChat]);
  useLayoutEffect(() => {
    if (followed.current) followed.current.drawn();
    else scroller.current?.scrollTo(0, 1e9);
  });

  return { scroller, view, toLatest: () => followed.current?.toLatest() };
}

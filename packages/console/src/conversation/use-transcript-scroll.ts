import { type ReadonlySignal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** Nearer than this to the end counts as reading along. */
const endSlackPx = 48;
/** Older messages are asked for before the reader hits the top. */
const topAheadPx = 400;

export type TranscriptScroll = {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly atEnd: ReadonlySignal<boolean>;
  onScroll(): void;
  toEnd(): void;
};

/**
 * Keeps a reader's place: at the end while they read along, on the same message when older ones come in above.
 * @param firstSeq of the first message that is held; a change means that something was put in above.
 */
export function useTranscriptScroll(firstSeq: number, wantOlder: () => void): TranscriptScroll {
  const ref = useRef<HTMLDivElement>(null);
  const atEnd = useSignal(true);
  const before = useRef({ firstSeq: 0, height: 0 });

  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const { height, firstSeq: knownSeq } = before.current;
    const isFirstLook = knownSeq === 0 && firstSeq > 0;
    if (isFirstLook) placeFirst(element);
    else if (firstSeq < knownSeq) element.scrollTop += element.scrollHeight - height;
    else if (atEnd.peek()) element.scrollTop = element.scrollHeight;
    before.current = { firstSeq, height: element.scrollHeight };
    measure(element);
  });

  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    // A growing composer, a rotated phone, a font that came late.
    const watcher = new ResizeObserver(() => {
      if (atEnd.peek()) element.scrollTop = element.scrollHeight;
    });
    watcher.observe(element);
    if (element.firstElementChild !== null) watcher.observe(element.firstElementChild);
    return () => watcher.disconnect();
  }, [atEnd]);

  function measure(element: HTMLElement): void {
    atEnd.value = element.scrollHeight - element.scrollTop - element.clientHeight < endSlackPx;
    if (element.scrollTop < topAheadPx) wantOlder();
  }

  return {
    ref,
    atEnd,
    onScroll: () => {
      if (ref.current !== null) measure(ref.current);
    },
    toEnd: () => ref.current?.scrollTo({ top: ref.current.scrollHeight, behavior: 'smooth' }),
  };
}

/** To the end, unless the line "New" would be out of sight above. */
function placeFirst(element: HTMLElement): void {
  element.scrollTop = element.scrollHeight;
  const line = element.querySelector<HTMLElement>('.new-line');
  if (line !== null && line.getBoundingClientRect().top < element.getBoundingClientRect().top) line.scrollIntoView();
}

import type { DraftDoor } from '@handlr/sdk';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** Puts the caret where it was, before the visitor can type. */
export function useCaret(draft: DraftDoor) {
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const { caret } = draft.read();
    field.current?.setSelectionRange(caret, caret);
  }, []);
  return field;
}

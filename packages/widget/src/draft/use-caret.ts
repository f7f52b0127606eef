import type { DraftDoor } from '@handlr/sdk';
import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/** Puts the caret where it was, before the visitor can type; returns what notes where they move it. */
export function useCaret(field: RefObject<HTMLTextAreaElement | null>, draft: DraftDoor): () => void {
  useLayoutEffect(() => {
    const { caret } = draft.read();
    if (caret > 0) field.current?.setSelectionRange(caret, caret);
  }, []);
  return () => {
    const caret = field.current?.selectionStart ?? 0;
    if (caret !== draft.read().caret) draft.write({ caret });
  };
}

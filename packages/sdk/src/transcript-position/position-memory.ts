import type { KeptPosition } from '@handlr/core';
import type { Surroundings } from '../surroundings/surroundings.ts';
import type { PositionRecord } from './position-record.ts';

/*
 * The visitor's place, for the next page.
 *
 * TRP9  The place in the tab that was left last is the one that counts: it is written when the reader rests, and when the page
 *       is hidden or left.
 */

/** Who scrolls is not written down at every step. */
const restMs = 300;

export function createPositionMemory(record: PositionRecord, { after }: Pick<Surroundings, 'after'>) {
  let last: { readonly chatId: string; readonly kept: KeptPosition | null } | null = null;
  let isDue = false;

  return {
    recall(chatId: string): KeptPosition | null {
      const held = record.read();
      if (held?.chatId !== chatId) return null;
      const { anchorSeq, offsetPx, readSeq, renderedSeq } = held;
      return { anchor: { seq: anchorSeq, offsetPx }, readSeq, renderedSeq };
    },
    keep(chatId: string, kept: KeptPosition | null): void {
      last = { chatId, kept };
      if (isDue) return;
      isDue = true;
      after(restMs, () => {
        if (isDue) flush();
      });
    },
    flush,
  };

  function flush(): void {
    isDue = false;
    if (last === null) return;
    const { chatId, kept } = last;
    if (kept === null) return record.remove();
    const { anchor, ...seqs } = kept;
    record.write({ chatId, anchorSeq: anchor.seq, offsetPx: anchor.offsetPx, ...seqs });
  }
}

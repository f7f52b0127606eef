/** How far the visitor has read, and telling the gateway. Only ever moves forward. */
export function createReadMarks(tell: (seq: number) => void) {
  let isReading = false;
  let markedSeq = 0;
  /** A face that does not say what it shows shows everything. */
  let shownSeq = Infinity;

  return {
    /** Whether the visitor has the transcript before their eyes. */
    setReading(reading: boolean): void {
      isReading = reading;
    },
    /** No more than this was before the visitor's eyes. */
    setShown(seq: number): void {
      shownSeq = seq;
    },
    /** @param knownSeq where the gateway has it already */
    readSeq: (knownSeq: number): number => Math.max(markedSeq, knownSeq),
    /** Everything up to here is held, and on the screen as far as its face says. */
    shown(heldSeq: number, knownSeq: number): void {
      const seq = Math.min(heldSeq, shownSeq);
      if (!isReading || seq <= Math.max(markedSeq, knownSeq)) return;
      markedSeq = seq;
      tell(seq);
    },
    /** Another connection, or another chat: what was told may not have been heard. */
    reset(): void {
      markedSeq = 0;
    },
  };
}

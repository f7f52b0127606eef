/** How far the visitor has read, and telling the gateway. Only ever moves forward. */
export function createReadMarks(tell: (seq: number) => void) {
  let isReading = false;
  let markedSeq = 0;

  return {
    /** Whether the visitor has the transcript before their eyes. */
    setReading(reading: boolean): void {
      isReading = reading;
    },
    /** @param knownSeq where the gateway has it already */
    readSeq: (knownSeq: number): number => Math.max(markedSeq, knownSeq),
    /** Everything up to here is on the screen now. */
    shown(seq: number, knownSeq: number): void {
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

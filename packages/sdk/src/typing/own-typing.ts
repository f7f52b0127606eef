import { limits } from '@handlr/protocol';
import type { Surroundings, Undo } from '../surroundings/surroundings.ts';

/** Often enough that the notice does not run out while one types. */
const repeatMs = limits.typingTimeoutMs / 2;

/** Tells the other side that the visitor types: at once, then seldom, and that they stopped. */
export function createOwnTyping({ after }: Pick<Surroundings, 'after'>, tell: (typing: boolean) => void) {
  let cancelRest: Undo | null = null;

  return {
    /** Reports each keystroke, and with false that nothing is typed any more. */
    set(typing: boolean): void {
      if (!typing) {
        if (cancelRest !== null) tell(false);
        forget();
      } else if (cancelRest === null) {
        tell(true);
        cancelRest = after(repeatMs, forget);
      }
    },
  };

  function forget(): void {
    cancelRest?.();
    cancelRest = null;
  }
}

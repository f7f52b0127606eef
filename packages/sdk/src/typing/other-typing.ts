import { limits } from '@handlr/protocol';
import type { Surroundings, Undo } from '../surroundings/surroundings.ts';

/** Whether the agent types, as far as one heard lately. */
export function createOtherTyping({ after }: Pick<Surroundings, 'after'>, changed: () => void) {
  let isTyping = false;
  let cancelTimeout: Undo | null = null;

  return {
    isTyping: () => isTyping,
    heard(typing: boolean): void {
      cancelTimeout?.();
      cancelTimeout = typing ? after(limits.typingTimeoutMs, () => set(false)) : null;
      set(typing);
    },
  };

  function set(typing: boolean): void {
    if (typing === isTyping) return;
    isTyping = typing;
    changed();
  }
}

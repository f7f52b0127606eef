import { limits } from '@handlr/protocol';

/** Said again well before the other side forgets it. */
const repeatMs = limits.typingTimeoutMs / 2;
const idleMs = 4_000;

/** Says to the other side that one types: at once, again while it goes on, and when it stops. */
export interface TypingSender {
  typed(text: string): void;
  stopped(): void;
}

export function createTypingSender(say: (typing: boolean) => void, nowMs: () => number): TypingSender {
  let saidAtMs: number | null = null;
  let idle: ReturnType<typeof setTimeout> | undefined;

  function stopped(): void {
    clearTimeout(idle);
    if (saidAtMs === null) return;
    saidAtMs = null;
    say(false);
  }

  function typed(text: string): void {
    if (text.trim() === '') return stopped();
    clearTimeout(idle);
    idle = setTimeout(stopped, idleMs);
    if (saidAtMs !== null && nowMs() - saidAtMs < repeatMs) return;
    saidAtMs = nowMs();
    say(true);
  }

  return { typed, stopped };
}

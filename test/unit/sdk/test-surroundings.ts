import type { PageEvent, Surroundings } from '@handlr/sdk';

export type TestSurroundings = ReturnType<typeof createTestSurroundings>;

/** A browser whose time passes when it is told to, and whose chance is always the same. */
export function createTestSurroundings(startMs = 1_700_000_000_000) {
  let nowMs = startMs;
  let counter = 0;
  let page = { url: 'https://shop.example/shop/blue-teapot', title: 'Blue teapot · Shop' };
  let referrer = '';
  let isVisible = true;
  let hasGpc = false;
  let timers: { dueMs: number; run: () => void }[] = [];
  const listeners = new Set<(event: PageEvent) => void>();

  const surroundings: Surroundings = {
    nowMs: () => nowMs,
    bytes: (length) => Uint8Array.from({ length }, (_, at) => (counter += 7) + at),
    chance: () => 0.5,
    after(delayMs, run) {
      const timer = { dueMs: nowMs + delayMs, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    page: () => page,
    referrer: () => referrer,
    isPageVisible: () => isVisible,
    hasGpc: () => hasGpc,
    openChannel: () => null,
    watchPage(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };

  return {
    surroundings,
    /** Lets time pass, and answers arrive. */
    async pass(ms: number): Promise<void> {
      const untilMs = nowMs + ms;
      for (;;) {
        await settle();
        const next = timers.filter(({ dueMs }) => dueMs <= untilMs).sort((one, other) => one.dueMs - other.dueMs)[0];
        if (next === undefined) break;
        timers = timers.filter((timer) => timer !== next);
        nowMs = next.dueMs;
        next.run();
      }
      nowMs = untilMs;
    },
    timerCount: () => timers.length,
    setGpc: (on: boolean) => void (hasGpc = on),
    visit: (next: typeof page) => void (page = next),
    comeFrom: (address: string) => void (referrer = address),
    setVisible(visible: boolean): void {
      isVisible = visible;
      for (const listener of listeners) listener(visible ? 'shown' : 'hidden');
    },
    happen(event: PageEvent): void {
      for (const listener of listeners) listener(event);
    },
  };
}

/** Until everything that was promised has been answered. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
}

/** A queue of things to happen, in the order of their virtual time. Nothing here waits for a real clock. */
export interface VirtualTime {
  nowMs(): number;
  schedule(afterMs: number, action: () => void | Promise<void>): void;
  /** Runs until the virtual time, letting promises settle after each action. */
  runUntil(untilMs: number): Promise<void>;
}

type Entry = { readonly atMs: number; readonly order: number; readonly action: () => void | Promise<void> };

export function createVirtualTime(startMs: number): VirtualTime {
  const queue: Entry[] = [];
  let now = startMs;
  let order = 0;

  function takeDue(untilMs: number): Entry | undefined {
    const next = queue.reduce<Entry | undefined>((first, entry) => (isBefore(entry, first) ? entry : first), undefined);
    if (next === undefined || next.atMs > untilMs) return undefined;
    queue.splice(queue.indexOf(next), 1);
    return next;
  }

  async function runUntil(untilMs: number): Promise<void> {
    for (let entry = takeDue(untilMs); entry !== undefined; entry = takeDue(untilMs)) {
      now = Math.max(now, entry.atMs);
      await entry.action();
      await settlePromises();
    }
    now = untilMs;
  }

  return {
    nowMs: () => now,
    schedule: (afterMs, action) => void queue.push({ atMs: now + afterMs, order: (order += 1), action }),
    runUntil,
  };
}

function isBefore(entry: Entry, other: Entry | undefined): boolean {
  if (other === undefined) return true;
  return entry.atMs < other.atMs || (entry.atMs === other.atMs && entry.order < other.order);
}

/** The inline store answers within promise jobs alone, and those all run before the next turn of the loop. */
async function settlePromises(): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve));
}

import type { CheckFacts, GivenValue } from '@handlr/core';
import type { Availability } from '@handlr/protocol';
import type { PageFacts } from '../surroundings/page-facts.ts';
import type { Surroundings } from '../surroundings/surroundings.ts';

type Deps = {
  readonly facts: PageFacts;
  readonly surroundings: Pick<Surroundings, 'nowMs' | 'after' | 'page'>;
  /** Where it is asked whether agents are there; null: no check asks. */
  readonly availabilityUrl: string | null;
  changed(): void;
};

/** A little more often than this nothing is looked at, however much happens. */
const calmMs = 250;
const availabilityMs = 45_000;

/** Gathers what conditions ask about, in memory alone. */
export function createLookAround({ facts, surroundings, availabilityUrl, changed }: Deps) {
  let path = pathNow();
  let sinceMs = surroundings.nowMs();
  let actedMs = sinceMs;
  let scrollPercent = 0;
  let exitIntent = false;
  let agentsAvailable: boolean | 'unknown' = 'unknown';
  let values: Readonly<Record<string, GivenValue>> = {};
  let undoCalm: (() => void) | null = null;
  let undoAsk: (() => void) | null = null;

  const unwatch = facts.watch((what) => {
    actedMs = surroundings.nowMs();
    if (what === 'left-top') exitIntent = true;
    undoCalm ??= surroundings.after(calmMs, () => {
      undoCalm = null;
      changed();
    });
  });
  void askAvailability();

  return {
    setValues: (given: typeof values) => void (values = given),
    /** Whether another page is looked at since the last call; a single-page site only changes its address. */
    hasMoved(): boolean {
      if (pathNow() === path) return false;
      path = pathNow();
      sinceMs = surroundings.nowMs();
      scrollPercent = 0;
      exitIntent = false;
      return true;
    },
    facts(history: CheckFacts['history']): CheckFacts {
      const nowMs = surroundings.nowMs();
      const { scrollPercent: seen, ...seenNow } = facts.read();
      scrollPercent = Math.max(scrollPercent, seen);
      const spent = { onPageMs: nowMs - sinceMs, idleMs: nowMs - actedMs };
      return { ...seenNow, ...spent, nowMs, path, scrollPercent, exitIntent, values, agentsAvailable, history };
    },
    close(): void {
      unwatch();
      undoCalm?.();
      undoAsk?.();
    },
  };

  function pathNow(): string {
    return URL.parse(surroundings.page().url)?.pathname ?? '/';
  }

  async function askAvailability(): Promise<void> {
    if (availabilityUrl === null) return;
    const answer = await facts.fetchJson(availabilityUrl).catch(() => null);
    agentsAvailable = isAvailability(answer) ? answer.available : 'unknown';
    changed();
    undoAsk = surroundings.after(availabilityMs, () => void askAvailability());
  }
}

function isAvailability(answer: unknown): answer is Availability {
  return (
    typeof answer === 'object' && answer !== null && 'available' in answer && typeof answer.available === 'boolean'
  );
}

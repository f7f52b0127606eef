import type { LiveVisitor } from '@handlr/protocol';
import { effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import type { AgentRequest } from '../transport/transport.ts';

/** `stale`: as it was when the connection was lost. */
export type VisitorsView =
  | { readonly kind: 'loading' | 'failed' }
  | {
      readonly kind: 'shown';
      readonly isStale: boolean;
      /** Newest first. */
      readonly visitors: readonly LiveVisitor[];
      readonly withheldSites: readonly string[];
    };

/** Who is on the agent's sites now, of those who agreed; followed only while somebody looks. In memory alone. */
export interface LiveVisitors {
  readonly view: ReadonlySignal<VisitorsView>;
  /** Answers how to stop looking. */
  look(): () => void;
  retry(): void;
  changed(visitor: LiveVisitor): void;
  left(presenceId: string): void;
  stop(): void;
}

type Deps = { readonly link: ReadonlySignal<string>; readonly request: AgentRequest };

export function followVisitors({ link, request }: Deps): LiveVisitors {
  const view = signal<VisitorsView>({ kind: 'loading' });
  const isLooking = signal(false);
  /** What came while the list was asked for. */
  let meanwhile: (() => void)[] | null = null;
  let attempt = 0;

  const stop = effect(() => {
    void [link.value, isLooking.value];
    untracked(follow);
  });

  function follow(): void {
    attempt += 1;
    const known = view.peek();
    if (!isLooking.peek()) view.value = { kind: 'loading' };
    else if (link.peek() === 'live') void ask(attempt);
    else if (known.kind === 'shown') view.value = { ...known, isStale: true };
  }

  async function ask(asked: number): Promise<void> {
    if (view.peek().kind === 'failed') view.value = { kind: 'loading' };
    meanwhile = [];
    const answer = await request('visitors:watch', {});
    if (asked !== attempt) return;
    if (answer.ok) {
      const { visitors, withheldSites } = answer.value;
      view.value = { kind: 'shown', isStale: false, visitors, withheldSites };
      for (const apply of meanwhile ?? []) apply();
    } else if (view.peek().kind !== 'shown') view.value = { kind: 'failed' };
    meanwhile = null;
  }

  function change(next: (visitors: readonly LiveVisitor[]) => readonly LiveVisitor[]): void {
    const apply = (): void => {
      const known = view.peek();
      if (known.kind === 'shown') view.value = { ...known, visitors: next(known.visitors) };
    };
    if (meanwhile === null) apply();
    else meanwhile.push(apply);
  }

  return {
    view,
    look() {
      isLooking.value = true;
      return () => {
        isLooking.value = false;
        void request('visitors:unwatch', {});
      };
    },
    retry: follow,
    // Whoever is known stays where they are in the list: rows that jump cannot be read.
    changed: (visitor) =>
      change((visitors) => {
        const at = visitors.findIndex(({ presenceId }) => presenceId === visitor.presenceId);
        return at === -1 ? [visitor, ...visitors] : visitors.with(at, visitor);
      }),
    left: (presenceId) => change((visitors) => visitors.filter((visitor) => visitor.presenceId !== presenceId)),
    stop() {
      stop();
      attempt += 1;
      view.value = { kind: 'loading' };
    },
  };
}

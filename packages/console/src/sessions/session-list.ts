import type { AgentSession } from '@handlr/protocol';
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Session } from '../session/session.ts';
import { browserWords } from './session-words.ts';

/** `failed`: nothing could be shown; what is shown already stays, and `outcome` says what did not work. */
export type SessionListPhase = 'loading' | 'shown' | 'failed';

/** What the dialog "Where you are signed in" shows. */
export interface SessionList {
  readonly phase: ReadonlySignal<SessionListPhase>;
  /** This one first, then the last used first. */
  readonly shown: ReadonlySignal<readonly AgentSession[]>;
  readonly hasOthers: ReadonlySignal<boolean>;
  /** By the gateway's clock, when the list was asked for. */
  readonly nowMs: ReadonlySignal<number>;
  /** Being ended now, by id; `others` for all but this one. */
  readonly ending: ReadonlySignal<string | null>;
  /** What became of the last thing that was asked; '' before. */
  readonly outcome: ReadonlySignal<string>;
  load(): Promise<void>;
  /** True once it is over, whoever ended it. */
  end(session: AgentSession): Promise<boolean>;
  endOthers(): Promise<boolean>;
}

const unreached = 'That didn’t reach the gateway. Nothing was signed out; try again.';

export function createSessionList({ ask }: Pick<Session, 'ask'>): SessionList {
  const phase = signal<SessionListPhase>('loading');
  const sessions = signal<readonly AgentSession[]>([]);
  const nowMs = signal(0);
  const ending = signal<string | null>(null);
  const outcome = signal('');

  const shown = computed(() => sessions.value.toSorted((one, other) => Number(other.current) - Number(one.current)));
  const hasOthers = computed(() => sessions.value.some(({ current }) => !current));

  async function load(): Promise<void> {
    if (phase.peek() === 'failed') phase.value = 'loading';
    const answer = await ask('session/list', {});
    if (!answer.ok) {
      if (phase.peek() === 'loading') phase.value = 'failed';
      return;
    }
    sessions.value = answer.value.sessions;
    nowMs.value = answer.value.nowMs;
    phase.value = 'shown';
  }

  /** One thing at a time: a second press while the first is under way asks nothing. */
  async function once(what: string, act: () => Promise<boolean>): Promise<boolean> {
    if (ending.peek() !== null) return false;
    ending.value = what;
    outcome.value = '';
    const isOver = await act();
    ending.value = null;
    return isOver;
  }

  return {
    phase,
    shown,
    hasOthers,
    nowMs,
    ending,
    outcome,
    load,
    end: (session) =>
      once(session.sessionId, async () => {
        const answer = await ask('session/revoke', { sessionId: session.sessionId });
        // One that is not found is over already, which is what was wanted.
        const isOver = answer.ok || answer.error.code === 'not-found';
        if (isOver) sessions.value = sessions.peek().filter(({ sessionId }) => sessionId !== session.sessionId);
        outcome.value = isOver ? `${browserWords(session)} is signed out.` : unreached;
        return isOver;
      }),
    endOthers: () =>
      once('others', async () => {
        const answer = await ask('session/revoke-others', {});
        if (answer.ok) sessions.value = sessions.peek().filter(({ current }) => current);
        outcome.value = answer.ok ? 'Every other browser is signed out.' : unreached;
        return answer.ok;
      }),
  };
}

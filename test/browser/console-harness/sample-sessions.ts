import { type AgentSession, type PayloadOf, refusal, type Result, type StaffCalls, success } from '@handlr/protocol';
import { id } from './sample-people.ts';

type Name = 'session/list' | 'session/revoke' | 'session/revoke-others';

export type SampleSessions = {
  readonly answers: { readonly [Asked in Name]: (payload: PayloadOf<StaffCalls[Asked]>) => Result<unknown> };
  /** Resolves once answers are let through. */
  free(): Promise<void>;
  refuse(refused: boolean): void;
  hold(held: boolean): void;
};

const minute = 60_000;

/** Where Maya is signed in: here, and in three other browsers unless she is alone. */
export function createSampleSessions(alone: boolean): SampleSessions {
  const nowMs = Date.now();
  const session = (name: string, browser: string, startedAgo: number, usedAgo: number): AgentSession => ({
    sessionId: id(`session${name}`),
    browser,
    startedAt: nowMs - startedAgo * minute,
    lastUsedAt: nowMs - usedAgo * minute,
    current: name === 'here',
  });
  const others = [
    session('phone', 'Safari 18', 95, 2),
    session('home', 'Firefox 131', 26 * 60, 9 * 60),
    session('old', '', 4 * 24 * 60, 11 * 60),
  ];
  let sessions = [...(alone ? [] : others), session('here', 'Chrome 129', 190, 0)];
  let isRefused = false;
  let release: () => void = () => undefined;
  let freed = Promise.resolve();

  function unless(answer: () => Result<unknown>): Result<unknown> {
    return isRefused ? refusal('unavailable') : answer();
  }

  return {
    answers: {
      'session/list': () => unless(() => success({ nowMs: Date.now(), sessions })),
      'session/revoke': ({ sessionId }) =>
        unless(() => {
          const left = sessions.filter((known) => known.sessionId !== sessionId);
          if (left.length === sessions.length) return refusal('not-found');
          sessions = left;
          return success(null);
        }),
      'session/revoke-others': () =>
        unless(() => {
          const ended = sessions.length - 1;
          sessions = sessions.filter(({ current }) => current);
          return success({ ended });
        }),
    },
    free: () => freed,
    refuse: (refused) => void (isRefused = refused),
    hold(held) {
      release();
      if (held) freed = new Promise((resolve) => (release = resolve));
    },
  };
}
